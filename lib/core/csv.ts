/** What a cell of a table can hold. */
export type CsvCell = string | number | boolean | null

/** Characters with which spreadsheets begin a formula (OWASP, CSV injection). */
const FORMULA = /^[=+\-@\t\r]/

function cellText(cell: CsvCell): string {
  if (cell === null) return ''
  if (typeof cell !== 'string') return String(cell)
  // An apostrophe keeps a spreadsheet from running what somebody typed as their name.
  const text = FORMULA.test(cell) ? `'${cell}` : cell
  return /[",\r\n]/.test(text) || text !== text.trim() ? `"${text.replaceAll('"', '""')}"` : text
}

/** A table as CSV (RFC 4180): the head, then the rows, each ended by CR LF. Texts that a spreadsheet would run are disarmed. */
export const csvOf = (head: readonly string[], rows: readonly (readonly CsvCell[])[]): string =>
  [head, ...rows].map((row) => `${row.map((cell) => cellText(cell)).join(',')}\r\n`).join('')
