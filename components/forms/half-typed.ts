/** What a field of a date knows of itself. */
export interface DateField {
  readonly name: string
  readonly validity: { readonly badInput: boolean }
}

/**
 * The names of the fields of a form that hold half a date. A browser hands out nothing of it, as of an empty field, so that it
 * would be dropped without a word.
 */
export function halfTyped(fields: Iterable<unknown>): ReadonlySet<string> {
  return new Set(
    [...fields].flatMap((field) => (isDateField(field) && field.validity.badInput ? [field.name] : [])),
  )
}

const isDateField = (field: unknown): field is DateField =>
  typeof field === 'object' && field !== null && 'validity' in field && 'name' in field
