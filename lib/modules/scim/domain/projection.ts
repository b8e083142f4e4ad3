import { isRecord } from '#lib/core/unsafe.ts'
import { canonicalName } from './attribute-names.ts'

/** An attribute, and perhaps one part of it (`name.givenName`). */
type Path = readonly [attribute: string, part: string | null]

/** Which attributes a request wants in the answer (RFC 7644 §3.9). */
export interface Wanted {
  /** Null for all. */
  readonly only: readonly Path[] | null
  readonly without: readonly Path[]
}

/** Without them an answer is no resource. */
const ALWAYS = ['id', 'schemas']

function pathOf(text: string): Path {
  const name = canonicalName(text)
  // The dots of a name of another schema are those of its URN.
  if (/^urn:/i.test(name)) return [name, null]
  const [attribute = '', part] = name.split('.')
  return [canonicalName(attribute), part === undefined ? null : canonicalName(part)]
}

/** Names with commas between them, or a list of names, as the body of a search has them. */
const pathsOf = (given: unknown): readonly Path[] =>
  (Array.isArray(given) ? given : [given])
    .flatMap((one: unknown) => (typeof one === 'string' ? one.split(',') : []))
    .filter((name) => name.trim() !== '')
    .map((name) => pathOf(name))

/** Reads what a query asks for. Unknown ones name nothing, and no case matters. */
export function wantedOf(query: {
  readonly attributes?: unknown
  readonly excludedAttributes?: unknown
}): Wanted {
  const only = pathsOf(query.attributes)
  return { only: only.length === 0 ? null : only, without: pathsOf(query.excludedAttributes) }
}

const isOf = (name: string) => (path: Path) => path[0] === name

/** True when an attribute is to be in the answer, whole or in part. */
export const wants = ({ only, without }: Wanted, name: string): boolean =>
  ALWAYS.includes(name) ||
  ((only === null || only.some(isOf(name))) &&
    !without.some(([attribute, part]) => attribute === name && part === null))

function partsOf(value: unknown, keeps: (part: string) => boolean): unknown {
  if (Array.isArray(value)) return value.map((one: unknown) => partsOf(one, keeps))
  if (!isRecord(value)) return value
  return Object.fromEntries(Object.entries(value).filter(([part]) => keeps(part)))
}

function keepsOf({ only, without }: Wanted, name: string): (part: string) => boolean {
  const kept = (only ?? []).filter(isOf(name)).map(([, part]) => part)
  const dropped = without.filter(isOf(name)).map(([, part]) => part)
  const isWhole = kept.length === 0 || kept.includes(null)
  return (part) => (isWhole || kept.includes(part)) && !dropped.includes(part)
}

const projectOne = (resource: object, wanted: Wanted): object =>
  Object.fromEntries(
    Object.entries(resource)
      .filter(([name]) => wants(wanted, name))
      .map(([name, value]: [string, unknown]) => [
        name,
        ALWAYS.includes(name) ? value : partsOf(value, keepsOf(wanted, name)),
      ]),
  )

/** A resource, or each resource of a list, with the attributes that are wanted. */
export function project(answer: object, wanted: Wanted): object {
  if (wanted.only === null && wanted.without.length === 0) return answer
  if (!('Resources' in answer) || !Array.isArray(answer.Resources)) return projectOne(answer, wanted)
  const Resources = answer.Resources.map((one: unknown) => (isRecord(one) ? projectOne(one, wanted) : one))
  return { ...answer, Resources }
}
