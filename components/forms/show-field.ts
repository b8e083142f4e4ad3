/** Puts the focus into a field of a form, and unfolds what hides it. */
export function showField(field: unknown): void {
  if (!(field instanceof HTMLElement)) return
  const folded = field.closest('details')
  if (folded !== null) folded.open = true
  field.focus()
}
