import { textOf } from './text-of.ts'

/**
 * The moment of a form's `datetime-local` field as the API takes it, in the zone of the browser; nothing for an empty field.
 * What is no moment is sent as it is, so that the server names the field.
 */
export function momentOf(form: FormData, name: 'expiresAt'): { readonly expiresAt?: string } {
  const text = textOf(form, name)
  if (text === undefined) return {}
  const at = new Date(text)
  return { [name]: Number.isNaN(at.getTime()) ? text : at.toISOString() }
}
