/** The key of the row of a table that has the focus; null for none. */
export function focusedRow(): string | null {
  const row = document.activeElement?.closest<HTMLElement>('tr[data-row]')
  return row?.dataset['row'] ?? null
}
