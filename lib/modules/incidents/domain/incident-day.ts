/**
 * Whether a text is a day that a list can be narrowed to, `2026-11-20`: one that there is, since 30 February is read as 2 March by
 * some, and of this millennium, since the database knows no year 0.
 */
export function isIncidentDay(text: string): boolean {
  if (!/^2\d{3}-\d\d-\d\d$/.test(text)) return false
  const at = Date.parse(`${text}T00:00:00Z`)
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text)
}
