/**
 * The moment that was typed into a `datetime-local` field as the API takes it, in the zone of the browser; nothing for an
 * empty field. What is no moment is sent as it is, so that the field is named.
 */
export function momentOf(typed: string): string | undefined {
  const text = typed.trim()
  if (text === '') return undefined
  const at = new Date(text)
  return Number.isNaN(at.getTime()) ? text : at.toISOString()
}
