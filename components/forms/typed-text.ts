/** What was typed, trimmed; nothing for an empty field, so that what is optional stays out of the request. */
export function typedText(typed: string): string | undefined {
  const text = typed.trim()
  return text === '' ? undefined : text
}
