/** A cell that a spreadsheet would run as a formula begins with one of these. */
const FORMULA = /^[=+\-@\t\r]/

/**
 * One row of a CSV file (RFC 4180) with its line end. What a spreadsheet would run as a formula gets an apostrophe before
 * it (OWASP, "CSV injection"), so that it is shown as the text it is. Null is an empty cell.
 */
export const csvRow = (cells: readonly (string | null)[]): string => `${cells.map(csvCell).join(',')}\r\n`

function csvCell(cell: string | null): string {
  if (cell === null) return ''
  const text = FORMULA.test(cell) ? `'${cell}` : cell
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
