import type { z } from 'zod'

const TYPES: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object with its fields',
  record: 'an object of names and values',
  null: 'null',
}
const UNITS: Readonly<Record<string, string>> = { string: ' character', array: ' member' }

function sized(limit: number | bigint, origin: string): string {
  const unit = UNITS[origin]
  return unit === undefined ? String(limit) : `${limit}${unit}${Number(limit) === 1 ? '' : 's'}`
}

/**
 * What would be right, for schemas that do not say it themselves; undefined for faults that zod describes well enough. Given
 * to `safeParse`, which asks it after the schema.
 */
export function faultWords(issue: z.core.$ZodRawIssue): string | undefined {
  switch (issue.code) {
    case 'invalid_type':
      return `${issue.input === undefined ? 'it is missing: ' : ''}${TYPES[issue.expected] ?? issue.expected}`
    case 'invalid_value':
      return `one of ${issue.values.map(String).join(', ')}`
    case 'invalid_union':
      return 'it is none of what it can be'
    case 'too_big':
      return `${issue.inclusive === false ? 'less than' : 'at most'} ${sized(issue.maximum, issue.origin)}`
    case 'too_small':
      return `${issue.inclusive === false ? 'more than' : 'at least'} ${sized(issue.minimum, issue.origin)}`
    default:
      return undefined
  }
}
