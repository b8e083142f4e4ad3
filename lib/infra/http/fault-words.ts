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

function sized(limit: number | bigint, origin: string): string {
  const isOne = Number(limit) === 1
  switch (origin) {
    case 'string':
      return isOne ? `${limit} character` : `${limit} characters`
    case 'array':
      return isOne ? `${limit} member` : `${limit} members`
    default:
      return String(limit)
  }
}

/** The kind of value that a field takes, and that it has none. */
function wanted({ expected, input }: { readonly expected: string; readonly input?: unknown }): string {
  const kind = TYPES[expected] ?? expected
  return input === undefined ? `it is missing: ${kind}` : kind
}

const most = (limit: string, isIncluded: boolean): string =>
  isIncluded ? `at most ${limit}` : `less than ${limit}`

const least = (limit: string, isIncluded: boolean): string =>
  isIncluded ? `at least ${limit}` : `more than ${limit}`

/**
 * What would be right, for schemas that do not say it themselves; undefined for faults that zod describes well enough. Given
 * to `safeParse`, which asks it after the schema.
 */
export function faultWords(issue: z.core.$ZodRawIssue): string | undefined {
  switch (issue.code) {
    case 'invalid_type':
      return wanted(issue)
    case 'invalid_value':
      return `one of ${issue.values.map(String).join(', ')}`
    case 'invalid_union':
      return 'it is none of what it can be'
    case 'too_big':
      return most(sized(issue.maximum, issue.origin), issue.inclusive !== false)
    case 'too_small':
      return least(sized(issue.minimum, issue.origin), issue.inclusive !== false)
    default:
      return undefined
  }
}
