import type { Filter } from 'scim2-parse-filter'
import { isUuid } from '#lib/core/ids.ts'
import { withoutCoreUrn } from '../domain/attribute-names.ts'
import { ScimError } from '../domain/scim-error.ts'
import { parseFilterText } from './filter-text.ts'
import { comparing } from './value-filter.ts'

/** What a comparison compares: `text` without regard to case (RFC 7643 §2.3.1), `exact` as it is written, `id` whole, `reference` the id of another resource. */
export type ColumnKind = 'text' | 'exact' | 'id' | 'reference' | 'boolean' | 'time'

/** An attribute that filters may name: a column, or a value that is the same in every resource. */
export type FilterTarget<Name extends string = string> =
  | { readonly column: Name; readonly kind: ColumnKind; readonly isOptional?: boolean }
  | { readonly always: string | boolean }

/** Operators of RFC 7644 §3.4.2.2 that compare. */
export type Comparison = 'eq' | 'ne' | 'co' | 'sw' | 'ew' | 'gt' | 'ge' | 'lt' | 'le'

/** A comparison of a column with a value of its kind. */
export interface Compared<Name extends string = string> {
  readonly op: Comparison
  readonly column: Name
  readonly kind: ColumnKind
  /** Null only for columns that may be empty. */
  readonly value: string | boolean | Date | null
}

/** A filter that names known columns only. An `and` of nothing is always true, an `or` of nothing never. */
export type Condition<Name extends string = string> =
  | { readonly op: 'and' | 'or'; readonly conditions: readonly Condition<Name>[] }
  | { readonly op: 'not'; readonly condition: Condition<Name> }
  | { readonly op: 'pr'; readonly column: Name; readonly kind: ColumnKind }
  | Compared<Name>

/** Attributes by their lower-case path (`name.familyname`). */
export type FilterTargets<Name extends string> = Readonly<Record<string, FilterTarget<Name>>>

/** No identity provider sends longer ones; the parser is recursive. */
const MAX_LENGTH = 1000
const MAX_DEPTH = 20

const invalid = (problem: string): ScimError => new ScimError(400, 'invalidFilter', problem)

function read(text: string): Filter {
  if (text.length > MAX_LENGTH)
    throw invalid(`the filter has ${text.length} characters; at most ${MAX_LENGTH} are read`)
  try {
    return parseFilterText(text)
  } catch {
    throw invalid('the filter does not follow the grammar of RFC 7644, e.g. userName eq "ada@example.com"')
  }
}

const EQUALITY: readonly Comparison[] = ['eq', 'ne']
const ORDER: readonly Comparison[] = ['gt', 'ge', 'lt', 'le']

/** Some providers write booleans as text. */
function readFlag(value: unknown): boolean | null {
  if (typeof value === 'boolean') return value
  if (typeof value !== 'string') return null
  const lower = value.toLowerCase()
  return lower === 'true' ? true : lower === 'false' ? false : null
}

function readFlagValue(value: unknown, op: Comparison, path: string): boolean {
  const flag = readFlag(value)
  if (flag !== null && EQUALITY.includes(op)) return flag
  throw invalid(`${path} is true or false, and compared by eq or ne`)
}

function readTime(value: string, op: Comparison, path: string): Date {
  const at = new Date(value)
  // Years of four digits: what JavaScript takes beyond them is more than a column holds.
  if (/^\d{4}-/.test(value) && !Number.isNaN(at.getTime()) && (ORDER.includes(op) || EQUALITY.includes(op)))
    return at
  throw invalid(`${path} is compared with a time, e.g. "2026-11-20T14:32:07Z", by eq, ne, gt, ge, lt or le`)
}

function readValue(kind: ColumnKind, op: Comparison, value: unknown, path: string): string | boolean | Date {
  if (kind === 'boolean') return readFlagValue(value, op, path)
  if (typeof value !== 'string') throw invalid(`${path} is compared with a text in quotation marks`)
  if (kind === 'time') return readTime(value, op, path)
  if (!isKindOfId(kind)) return value
  if (!EQUALITY.includes(op)) throw invalid(`${path} is compared by eq or ne`)
  return value.toLowerCase()
}

const isKindOfId = (kind: ColumnKind): boolean => kind === 'id' || kind === 'reference'

const TRUE = { op: 'and', conditions: [] } as const
const FALSE = { op: 'or', conditions: [] } as const
const truth = (is: boolean) => (is ? TRUE : FALSE)

/** What a comparison with null, or of an id with a text that is none, says of every resource; null when it depends. */
function foregone(
  target: Extract<FilterTarget, { column: string }>,
  op: Comparison,
  value: unknown,
  path: string,
) {
  if (value === null) {
    if (!EQUALITY.includes(op)) throw invalid(`${path} ${op} null compares nothing`)
    return target.isOptional === true ? null : truth(op === 'ne')
  }
  const isNoId =
    isKindOfId(target.kind) && EQUALITY.includes(op) && typeof value === 'string' && !isUuid(value)
  return isNoId ? truth(op === 'ne') : null
}

function compareAlways(always: string | boolean, op: Comparison, value: unknown, path: string): boolean {
  if (typeof always === 'boolean') return (readFlagValue(value, op, path) === always) === (op === 'eq')
  if (value === null || typeof value === 'string') return comparing({ op, compValue: value })(always)
  throw invalid(`${path} is compared with a text in quotation marks`)
}

/**
 * Parses a filter (RFC 7644 §3.4.2.2) into conditions on known columns. Throws `invalidFilter` for what the grammar does
 * not allow, for an attribute that is not among `targets`, and for a value of another kind.
 */
export function parseFilter<Name extends string>(
  text: string,
  targets: FilterTargets<Name>,
): Condition<Name> {
  const targetOf = (path: string): FilterTarget<Name> => {
    const name = withoutCoreUrn(path).toLowerCase()
    const target = Object.hasOwn(targets, name) ? targets[name] : undefined
    if (target !== undefined) return target
    const known = Object.keys(targets).join(', ')
    throw invalid(`${path.slice(0, 100)} cannot be filtered by; these can: ${known}`)
  }
  const compare = (path: string, op: Comparison, given: unknown): Condition<Name> => {
    const target = targetOf(path)
    if ('always' in target) return truth(compareAlways(target.always, op, given, path))
    const { column, kind } = target
    const value = given === null ? null : readValue(kind, op, given, path)
    return foregone(target, op, value, path) ?? { op, column, kind, value }
  }
  const look = (filter: Filter, prefix: string, depth: number): Condition<Name> => {
    if (depth > MAX_DEPTH) throw invalid(`the filter is nested more than ${MAX_DEPTH} deep`)
    switch (filter.op) {
      case 'and':
      case 'or':
        return { op: filter.op, conditions: filter.filters.map((one) => look(one, prefix, depth + 1)) }
      case 'not':
        return { op: 'not', condition: look(filter.filter, prefix, depth + 1) }
      case '[]':
        return look(filter.valFilter, `${prefix}${filter.attrPath}.`, depth + 1)
      case 'pr': {
        const target = targetOf(prefix + filter.attrPath)
        if (!('column' in target) || target.isOptional !== true) return TRUE
        return { op: 'pr', column: target.column, kind: target.kind }
      }
      default:
        return compare(prefix + filter.attrPath, filter.op, filter.compValue)
    }
  }
  return look(read(text), '', 0)
}
