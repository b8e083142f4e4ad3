/** What a cell of a table can hold. */
export type CsvCell = string | number | boolean | null

/** Characters with which spreadsheets begin a formula, full-width ones too (OWASP, CSV injection). */
const FORMULA = /^[=+\-@\t\r\n＝＋－＠]/

function cellText(cell: CsvCell): string {
  if (cell === null) return ''
  if (typeof cell !== 'string') return String(cell)
  // An apostrophe keeps a spreadsheet from running what somebody typed as their name.
  const text = FORMULA.test(cell) ? `'${cell}` : cell
  return /[",\r\n]/.test(text) || text !== text.trim() ? `"${text.replaceAll('"', '""')}"` : text
}

/** One row of a CSV file (RFC 4180) with its line end. Texts that a spreadsheet would run are disarmed; null is empty. */
export const csvRow = (cells: readonly CsvCell[]): string =>
  `${cells.map((cell) => cellText(cell)).join(',')}\r\n`

/** A table as CSV: the head, then the rows. */
export const csvOf = (head: readonly string[], rows: readonly (readonly CsvCell[])[]): string =>
  [head, ...rows].map((row) => csvRow(row)).join('')
