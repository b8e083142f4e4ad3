/** Where a popup of `anchor` belongs: into the browser's own layer around it, below which it could not be seen. */
export function layerAround(anchor: Element): HTMLElement {
  const layer = anchor.closest('dialog, [popover]')
  return layer instanceof HTMLElement ? layer : document.body
}
