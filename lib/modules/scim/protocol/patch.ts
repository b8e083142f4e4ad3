import { filter as matcherOf, parse } from 'scim2-parse-filter'
import { asRecord, isRecord } from '#lib/core/unsafe.ts'
import { withoutUrn } from './filter.ts'
import { ScimError } from '../domain/scim-error.ts'

/** A resource as JSON, before it is read by its schema. */
export type Attributes = Readonly<Record<string, unknown>>

/** One operation of a PATCH (RFC 7644 §3.5.2). */
export interface PatchOperation {
  readonly op: 'add' | 'replace' | 'remove'
  readonly path?: string | undefined
  readonly value?: unknown
}

/** Where an operation acts: an attribute, of several values perhaps some, and of these perhaps one part. */
interface Target {
  readonly attribute: string
  readonly matches: ((value: unknown) => boolean) | null
  readonly part: string | null
}

const PATH = /^(?<attribute>[A-Za-z$][\w$-]*)(?:\[(?<filter>.{1,500})\])?(?:\.(?<part>[A-Za-z$][\w$-]*))?$/s
/** Names that would reach into what every object has. */
const FORBIDDEN = ['__proto__', 'constructor', 'prototype']

/** What is kept of users and groups, in lower case. Whatever else a provider maps is accepted and left out. */
const KEPT = [
  'id',
  'schemas',
  'meta',
  'externalid',
  'username',
  'displayname',
  'name',
  'active',
  'emails',
  'groups',
  'members',
]

const invalidPath = (path: string): ScimError =>
  new ScimError(
    400,
    'invalidPath',
    `${path.slice(0, 200)} is no path of RFC 7644, e.g. emails[type eq "work"].value`,
  )

function readTarget(path: string): Target {
  const groups = PATH.exec(withoutUrn(path.trim()))?.groups
  const attribute = groups?.['attribute']
  const part = groups?.['part'] ?? null
  if (attribute === undefined || FORBIDDEN.includes(attribute) || (part !== null && FORBIDDEN.includes(part)))
    throw invalidPath(path)
  const text = groups?.['filter']
  if (text === undefined) return { attribute, matches: null, part }
  try {
    return { attribute, matches: matcherOf(parse(text)), part }
  } catch {
    throw invalidPath(path)
  }
}

/** Attribute names have no case (RFC 7643 §2.1); an unknown one is kept as it is written. */
function nameIn(resource: Attributes, attribute: string): string {
  const lower = attribute.toLowerCase()
  return Object.keys(resource).find((name) => name.toLowerCase() === lower) ?? attribute
}

const isList = (value: unknown): value is readonly unknown[] => Array.isArray(value)
function listOf(value: unknown): readonly unknown[] {
  if (isList(value)) return value
  return value === undefined || value === null ? [] : [value]
}

function withPart(value: unknown, part: string, next: unknown): Attributes {
  const base = isRecord(value) ? value : {}
  return { ...base, [nameIn(base, part)]: next }
}

/** Two values of an attribute with several are one when they name the same thing. */
function isSame(a: unknown, b: unknown): boolean {
  if (isRecord(a) && isRecord(b)) return a['value'] !== undefined && a['value'] === b['value']
  return a === b
}

function addTo(current: unknown, value: unknown): unknown {
  if (isList(current) || isList(value)) {
    const before = listOf(current)
    const more = listOf(value).filter((one) => !before.some((other) => isSame(one, other)))
    return [...before, ...more]
  }
  return isRecord(current) && isRecord(value) ? { ...current, ...value } : value
}

/** Entra removes members by naming them in the value, though the standard has a filter for it. */
function removeFrom(current: unknown, value: unknown): unknown {
  if (value === undefined || value === null || !isList(current)) return undefined
  const gone = listOf(value)
  return current.filter((one) => !gone.some((other) => isSame(one, other)))
}

function nextOf(current: unknown, { op, value }: PatchOperation): unknown {
  if (op === 'remove') return removeFrom(current, value)
  return op === 'add' ? addTo(current, value) : value
}

function changeMatching(current: unknown, target: Target, { op, path = '', value }: PatchOperation): unknown {
  const { matches, part } = target
  const values = listOf(current)
  const found = values.filter((one) => matches?.(one) === true)
  if (op === 'remove') {
    if (part === null) return values.filter((one) => !found.includes(one))
    return values.map((one) => (found.includes(one) ? withPart(one, part, undefined) : one))
  }
  if (found.length === 0) {
    // Entra adds a value by a filter that it shall match (`emails[type eq "other"].value`).
    if (op === 'add') return [...values, part === null ? value : { [part]: value }]
    throw new ScimError(400, 'noTarget', `${path.slice(0, 200)}: no value of the resource matches`)
  }
  return values.map((one) => {
    if (!found.includes(one)) return one
    if (part !== null) return withPart(one, part, value)
    return isRecord(one) && isRecord(value) ? { ...one, ...value } : value
  })
}

function changeAttribute(current: unknown, target: Target, operation: PatchOperation): unknown {
  if (target.matches !== null) return changeMatching(current, target, operation)
  if (target.part !== null) {
    const base = isRecord(current) ? current : {}
    return withPart(base, target.part, nextOf(base[nameIn(base, target.part)], operation))
  }
  return nextOf(current, operation)
}

function applyAt(resource: Attributes, operation: PatchOperation, path: string): Attributes {
  const target = readTarget(path)
  if (!KEPT.includes(target.attribute.toLowerCase())) return resource
  const name = nameIn(resource, target.attribute)
  return { ...resource, [name]: changeAttribute(resource[name], target, { ...operation, path }) }
}

function applyOne(resource: Attributes, operation: PatchOperation): Attributes {
  const { op, path, value } = operation
  if (path !== undefined && path !== '') return applyAt(resource, operation, path)
  if (op === 'remove') throw new ScimError(400, 'noTarget', 'remove needs a path')
  if (!isRecord(value)) {
    throw new ScimError(400, 'invalidValue', 'without a path, the value is an object of attributes')
  }
  // Entra writes dotted names where the standard has nested objects; Okta sends its own id along.
  return Object.entries(value).reduce(
    (changed, [name, one]) => (name === 'schemas' ? changed : applyAt(changed, { op, value: one }, name)),
    resource,
  )
}

/** Applies the operations of a PATCH in their order; throws `ScimError` and changes nothing when one cannot be. */
export const applyPatch = (resource: object, operations: readonly PatchOperation[]): Attributes =>
  operations.reduce(applyOne, asRecord(resource))
