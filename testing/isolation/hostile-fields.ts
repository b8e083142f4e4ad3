import { z } from 'zod'
import { isRecord } from '#lib/core/unsafe.ts'

/** A value that somebody may send where another is meant, and whether a field may take it as what it says. */
export interface HostileValue {
  readonly what: string
  readonly value: unknown
  /** Free text may hold it: then it is kept as it was sent. Everything else is refused by the name of the field. */
  readonly mayBeText: boolean
}

/** A field of a query or a body, however deep it stands, with the JSON types that its schema takes. */
export interface Field {
  /** Names from the outside in: `['steps', '0', 'delaySeconds']`. */
  readonly path: readonly string[]
  readonly types: ReadonlySet<string>
}

/** How a problem names a field: `steps.0.delaySeconds`. */
export const nameOf = ({ path }: Field): string => path.join('.')

const refused = (what: string, value: unknown): HostileValue => ({ what, value, mayBeText: false })
const text = (what: string, value: string): HostileValue => ({ what, value, mayBeText: true })

const WRONG_TYPES: readonly (readonly [type: string, value: unknown])[] = [
  ['object', { toString: 'x' }],
  ['array', [[]]],
  ['number', 7],
  ['boolean', true],
  ['null', null],
]
const NUMBERS = ['number', 'integer']

/** Text that no field may take, whatever it is about. */
const NEVER: readonly HostileValue[] = [
  refused('100,000 characters', 'x'.repeat(100_000)),
  refused('a NUL', 'a\u0000b'),
  refused('an escape sequence of a terminal', 'a\u001B[2Jb'),
]

/** Text that only free text may take. */
const CUNNING: readonly HostileValue[] = [
  text('markup', '<img src=x onerror=alert(1)>'),
  text('a formula', '=HYPERLINK("http://x.test","y")'),
  text('SQL', `x'; drop table member; --`),
]

/** What to send in a field of a query, where everything is text. */
export const HOSTILE_TEXT: readonly HostileValue[] = [...NEVER, ...CUNNING]

/** What to send in a field of a body: the types that it does not take, and text. */
export function hostileValues({ types }: Pick<Field, 'types'>): readonly HostileValue[] {
  const takes = (type: string): boolean =>
    types.has(type) || types.has('any') || (type === 'number' && NUMBERS.some((one) => types.has(one)))
  const wrong = WRONG_TYPES.filter(([type]) => !takes(type)).map(([type, value]) =>
    refused(`a value of type ${type}`, value),
  )
  return [...wrong, ...HOSTILE_TEXT]
}

/** What to send where the path of a route has an id, decoded as Next.js hands it over. */
export const HOSTILE_IDS: readonly (readonly [what: string, value: string | readonly string[]])[] = [
  ['a number', '7'],
  ['a word of JSON', 'null'],
  ['an object', '{"id":"x"}'],
  ['nothing', ''],
  ['a list', ['a', 'b']],
  ['10,000 characters', 'x'.repeat(10_000)],
  ['markup', '<img src=x onerror=alert(1)>'],
  ['a formula', '=HYPERLINK("http://x.test","y")'],
  ['SQL', `x'; drop table member; --`],
  ['a NUL', 'a\u0000b'],
  ['an escape sequence of a terminal', 'a\u001B[2Jb'],
  ['line ends', 'a\r\nset-cookie: x=y'],
  ['slashes that were encoded', '../../members'],
  ['slashes that were encoded twice', '..%2f..%2fmembers'],
  ['a lone surrogate', '\uD800'],
  ['the name of a property of every object', '__proto__'],
]

function typesOf(schema: unknown): string[] {
  if (!isRecord(schema)) return ['any']
  const { type, anyOf, oneOf, const: only, enum: choices } = schema
  if (typeof type === 'string') return [type]
  if (Array.isArray(type)) return type.map(String)
  if (Array.isArray(anyOf)) return anyOf.flatMap((one) => typesOf(one))
  if (Array.isArray(oneOf)) return oneOf.flatMap((one) => typesOf(one))
  if (only !== undefined || Array.isArray(choices)) return ['string']
  return ['any']
}

/** A name that no record has, for those which take any. */
const ANY_NAME = 'matrix'

/** Where the parts of a schema stand in it: properties by their names, a member of a list, a value of a record. */
function* partsOf(
  schema: Readonly<Record<string, unknown>>,
): Generator<readonly [name: string, part: unknown]> {
  const { properties, items, prefixItems, additionalProperties } = schema
  if (isRecord(properties)) yield* Object.entries(properties)
  if (isRecord(items)) yield ['0', items]
  if (Array.isArray(prefixItems)) for (const [at, item] of prefixItems.entries()) yield [String(at), item]
  // What is `{}` or refers to itself takes anything.
  if (isRecord(additionalProperties) && 'type' in additionalProperties) yield [ANY_NAME, additionalProperties]
}

/** The fields of a schema at every depth; those of all its alternatives. */
export function fieldsOf(schema: z.ZodType | null): Field[] {
  if (schema === null) return []
  const found = new Map<string, { readonly path: readonly string[]; readonly types: Set<string> }>()
  const look = (node: unknown, path: readonly string[]): void => {
    if (!isRecord(node)) return
    for (const [name, part] of partsOf(node)) {
      const place = [...path, name]
      const field = found.get(place.join('.')) ?? { path: place, types: new Set() }
      for (const type of typesOf(part)) field.types.add(type)
      found.set(place.join('.'), field)
      look(part, place)
    }
    for (const key of ['anyOf', 'oneOf', 'allOf']) {
      const alternatives = node[key]
      if (Array.isArray(alternatives)) for (const one of alternatives) look(one, path)
    }
  }
  look(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any', reused: 'inline' }), [])
  return [...found.values()]
}

/** A copy of a body in which one field has another value; what stands around it is made where it is missing. */
export function withField(body: unknown, [name, ...rest]: readonly string[], value: unknown): unknown {
  if (name === undefined) return value
  if (Array.isArray(body) || (!isRecord(body) && name === '0')) {
    const list: readonly unknown[] = Array.isArray(body) ? body : []
    const changed = withField(list[Number(name)], rest, value)
    return Number(name) < list.length ? list.with(Number(name), changed) : [...list, changed]
  }
  const record = isRecord(body) ? body : {}
  return { ...record, [name]: withField(record[name], rest, value) }
}

/** Whether a body has what a field stands in. */
export function holds(body: unknown, path: readonly string[]): boolean {
  const [name, ...rest] = path
  if (name === undefined) return true
  if (Array.isArray(body)) return Number(name) < body.length && holds(body[Number(name)], rest)
  return isRecord(body) && name in body && holds(body[name], rest)
}
