import { z } from 'zod'
import { isRecord } from '#lib/core/unsafe.ts'

/** A value that somebody may send where another is meant, and whether a field may take it as what it says. */
export interface HostileValue {
  readonly what: string
  readonly value: unknown
  /** Free text may hold it: then it is kept as it was sent. Everything else is refused by the name of the field. */
  readonly mayBeText: boolean
}

/** A field of a query or a body, with the JSON types that its schema takes. */
export interface Field {
  readonly name: string
  readonly types: ReadonlySet<string>
}

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
export function hostileValues({ types }: Field): readonly HostileValue[] {
  const takes = (type: string): boolean =>
    types.has(type) || types.has('any') || (type === 'number' && NUMBERS.some((one) => types.has(one)))
  const wrong = WRONG_TYPES.filter(([type]) => !takes(type)).map(([type, value]) =>
    refused(`a value of type ${type}`, value),
  )
  return [...wrong, ...HOSTILE_TEXT]
}

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

/** The fields of a schema at its first level; those of all its alternatives. */
export function fieldsOf(schema: z.ZodType | null): Field[] {
  if (schema === null) return []
  const found = new Map<string, Set<string>>()
  const look = (node: unknown): void => {
    if (!isRecord(node)) return
    for (const [name, property] of Object.entries(isRecord(node['properties']) ? node['properties'] : {})) {
      const types = found.get(name) ?? new Set()
      for (const type of typesOf(property)) types.add(type)
      found.set(name, types)
    }
    for (const key of ['anyOf', 'oneOf', 'allOf']) {
      const parts = node[key]
      if (Array.isArray(parts)) for (const part of parts) look(part)
    }
  }
  look(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any', reused: 'inline' }))
  return [...found].map(([name, types]) => ({ name, types }))
}
