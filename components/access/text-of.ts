/** The text of a form's field, trimmed; an empty one is undefined, so that optional fields stay out of the request. */
export function textOf(form: FormData, name: string): string | undefined {
  const value = form.get(name)
  const text = typeof value === 'string' ? value.trim() : ''
  return text === '' ? undefined : text
}
