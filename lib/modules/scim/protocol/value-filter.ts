import type { Filter } from 'scim2-parse-filter'
import { isRecord } from '#lib/core/unsafe.ts'
import { canonicalName } from '../domain/attribute-names.ts'
import { parseFilterText } from './filter-text.ts'

type Matcher = (value: unknown) => boolean
type Comparison = Extract<Filter, { compValue: unknown }>

const COMPARES: Readonly<
  Record<Exclude<Comparison['op'], 'ne'>, (actual: string, given: string) => boolean>
> = {
  eq: (actual, given) => actual === given,
  co: (actual, given) => actual.includes(given),
  sw: (actual, given) => actual.startsWith(given),
  ew: (actual, given) => actual.endsWith(given),
  gt: (actual, given) => actual > given,
  ge: (actual, given) => actual >= given,
  lt: (actual, given) => actual < given,
  le: (actual, given) => actual <= given,
}

/**
 * Compares a value with what a filter says, without regard to case (RFC 7643 §2.3.1); providers write booleans as text, too. What has no
 * value is null (RFC 7643 §2.5), and equals that alone.
 */
export function comparing({ op, compValue }: Pick<Comparison, 'op' | 'compValue'>): Matcher {
  if (op === 'ne') {
    const isEqual = comparing({ op: 'eq', compValue })
    return (actual) => !isEqual(actual)
  }
  if (compValue === null) return (actual) => op === 'eq' && (actual ?? null) === null
  const given = String(compValue).toLowerCase()
  const compare = COMPARES[op]
  return (actual) =>
    (typeof actual === 'string' || typeof actual === 'boolean') &&
    compare(String(actual).toLowerCase(), given)
}

function ofPart(path: string, isMatch: Matcher): Matcher {
  const name = canonicalName(path)
  return (value) => isMatch(isRecord(value) && Object.hasOwn(value, name) ? value[name] : undefined)
}

function matcherOf(filter: Filter): Matcher {
  switch (filter.op) {
    case 'and':
    case 'or': {
      const all = filter.filters.map((one) => matcherOf(one))
      return filter.op === 'and'
        ? (value) => all.every((one) => one(value))
        : (value) => all.some((one) => one(value))
    }
    case 'not': {
      const one = matcherOf(filter.filter)
      return (value) => !one(value)
    }
    case 'pr':
      return ofPart(filter.attrPath, (part) => part !== undefined && part !== null)
    case '[]':
      throw new TypeError('a filter of values has no values of values')
    default:
      return ofPart(filter.attrPath, comparing(filter))
  }
}

/** What the filter of a path says of one value (`emails[type eq "work"]`, RFC 7644 §3.5.2); throws where it is none. */
export const valueMatcher = (text: string): Matcher => matcherOf(parseFilterText(text))
