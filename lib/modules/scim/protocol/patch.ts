import { asRecord, isRecord } from '#lib/core/unsafe.ts'
import { canonicalName, withoutCoreUrn } from '../domain/attribute-names.ts'
import { invalidValue, ScimError } from '../domain/scim-error.ts'
import { valueMatcher } from './value-filter.ts'

/** A resource as JSON, before it is read by its schema. */
export type Attributes = Readonly<Record<string, unknown>>

/** One operation of a PATCH (RFC 7644 §3.5.2). */
export interface PatchOperation {
  readonly op: 'add' | 'replace' | 'remove'
  readonly path?: string | null | undefined
  readonly value?: unknown
}

/** Where an operation acts: an attribute, of several values perhaps some, and of these perhaps one part. */
interface Target {
  readonly attribute: string
  readonly matches: ((value: unknown) => boolean) | null
  /** What a value has to be called to match, where the filter says so: goes into one that is added by it. */
  readonly named: Attributes
  readonly part: string | null
}

const PATH = /^(?<attribute>[A-Za-z$][\w$-]*)(?:\[(?<filter>.{1,500})\])?(?:\.(?<part>[A-Za-z$][\w$-]*))?$/s
/** Names that would reach into what every object has. */
const FORBIDDEN = ['__proto__', 'constructor', 'prototype']

/** What is kept of users and groups. Whatever else a provider maps is accepted and left out. */
const KEPT = ['externalId', 'userName', 'displayName', 'name', 'active', 'emails', 'members']
/** What we alone say (RFC 7643 §7, `readOnly`). */
const READ_ONLY = ['id', 'meta', 'groups']

const invalidPath = (path: string): ScimError =>
  new ScimError(
    400,
    'invalidPath',
    `${path.slice(0, 200)} is no path of RFC 7644, e.g. emails[type eq "work"].value`,
  )

/** `type eq "other"` names the type of what it matches; any other filter names nothing. */
function namedBy(filter: string): Attributes {
  const { name, value } =
    /^\s*(?<name>[A-Za-z][\w-]*)\s+eq\s+"(?<value>[^"\\]*)"\s*$/i.exec(filter)?.groups ?? {}
  return name === undefined || value === undefined || FORBIDDEN.includes(name)
    ? {}
    : { [canonicalName(name)]: value }
}

function readTarget(path: string): Target {
  const groups = PATH.exec(path)?.groups
  const { attribute: name, part: partName } = groups ?? {}
  if (name === undefined || FORBIDDEN.includes(name) || FORBIDDEN.includes(partName ?? ''))
    throw invalidPath(path)
  const attribute = canonicalName(name)
  const part = partName === undefined ? null : canonicalName(partName)
  const text = groups?.['filter']
  if (text === undefined) return { attribute, matches: null, named: {}, part }
  try {
    return { attribute, matches: valueMatcher(text), named: namedBy(text), part }
  } catch {
    throw invalidPath(path)
  }
}

const isList = (value: unknown): value is readonly unknown[] => Array.isArray(value)
function listOf(value: unknown): readonly unknown[] {
  if (isList(value)) return value
  return value === undefined || value === null ? [] : [value]
}

function withPart(value: unknown, part: string, next: unknown): Attributes {
  const base = isRecord(value) ? value : {}
  return { ...base, [part]: next }
}

/** By what a value of an attribute with several is the same as another: texts, which have no case. Null for anything else. */
function nameOf(one: unknown): string | null {
  const value = isRecord(one) ? one['value'] : one
  return typeof value === 'string' ? `${typeof one} ${value.toLowerCase()}` : null
}

/** Tells which values are among these. A group has thousands, and an operation may bring as many. */
function amongOf(values: readonly unknown[]): (one: unknown) => boolean {
  const names = new Set(values.map((one) => nameOf(one)))
  return (one) => nameOf(one) !== null && names.has(nameOf(one))
}

function isPrimary(one: unknown): boolean {
  const primary = isRecord(one) ? one['primary'] : false
  return primary === true || (typeof primary === 'string' && primary.toLowerCase() === 'true')
}

/** What is added as primary takes that from whatever was (RFC 7644 §3.5.2). */
function addToList(before: readonly unknown[], values: readonly unknown[]): readonly unknown[] {
  const isThere = amongOf(before)
  const isNamed = amongOf(values.filter((one) => isPrimary(one)))
  const keepsPrimary = !values.some((one) => isPrimary(one))
  const kept = before.map((one) => {
    if (isNamed(one) && isRecord(one)) return { ...one, primary: true }
    return keepsPrimary || !isPrimary(one) || !isRecord(one) ? one : { ...one, primary: false }
  })
  return [...kept, ...values.filter((one) => !isThere(one))]
}

function addTo(current: unknown, value: unknown): unknown {
  if (isList(current) || isList(value)) return addToList(listOf(current), listOf(value))
  return isRecord(current) && isRecord(value) ? { ...current, ...value } : value
}

/** Entra removes members by naming them in the value, though the standard has a filter for it. */
function removeFrom(current: unknown, value: unknown): unknown {
  if (value === undefined || value === null || !isList(current)) return undefined
  const isGone = amongOf(listOf(value))
  return current.filter((one) => !isGone(one))
}

function nextOf(current: unknown, { op, value }: PatchOperation): unknown {
  if (op === 'remove') return removeFrom(current, value)
  return op === 'add' ? addTo(current, value) : value
}

function addedBy(named: Attributes, part: string | null, value: unknown): unknown {
  if (part !== null) return { ...named, [part]: value }
  return isRecord(value) ? { ...named, ...value } : value
}

function changeMatching(current: unknown, target: Target, { op, path, value }: PatchOperation): unknown {
  const { matches, named, part } = target
  const values = listOf(current)
  const found = new Set(values.filter((one) => matches?.(one) === true))
  if (op === 'remove') {
    if (part === null) return values.filter((one) => !found.has(one))
    return values.map((one) => (found.has(one) ? withPart(one, part, undefined) : one))
  }
  if (found.size === 0) {
    // Entra adds a value by a filter that it shall match (`emails[type eq "other"].value`).
    if (op === 'add') return [...values, addedBy(named, part, value)]
    throw new ScimError(400, 'noTarget', `${(path ?? '').slice(0, 200)}: no value of the resource matches`)
  }
  return values.map((one) => {
    if (!found.has(one)) return one
    if (part !== null) return withPart(one, part, value)
    return isRecord(one) && isRecord(value) ? { ...one, ...value } : value
  })
}

function changeAttribute(current: unknown, target: Target, operation: PatchOperation): unknown {
  if (target.matches !== null) return changeMatching(current, target, operation)
  if (target.part !== null) {
    const base = isRecord(current) ? current : {}
    return withPart(base, target.part, nextOf(base[target.part], operation))
  }
  return nextOf(current, operation)
}

function applyAt(resource: Attributes, operation: PatchOperation, path: string): Attributes {
  const short = withoutCoreUrn(path)
  // Of another schema, and so not kept, whatever it is called there.
  if (/^urn:/i.test(short)) return resource
  const target = readTarget(short)
  const { attribute } = target
  if (READ_ONLY.includes(attribute))
    throw new ScimError(400, 'mutability', `${attribute} is read-only: leave it out`)
  if (!KEPT.includes(attribute)) return resource
  return { ...resource, [attribute]: changeAttribute(resource[attribute], target, { ...operation, path }) }
}

const isSameId = (given: unknown, id: unknown): boolean =>
  typeof given === 'string' && given.toLowerCase() === id

function applyOne(resource: Attributes, operation: PatchOperation, index: number): Attributes {
  const { op, path, value } = operation
  if (path !== undefined && path !== null && path !== '') return applyAt(resource, operation, path)
  const field = `Operations.${index}.path`
  if (op === 'remove') throw new ScimError(400, 'noTarget', `${field}: remove needs a path`)
  if (!isRecord(value)) throw invalidValue(field, 'without one, the value is an object of attributes')
  // Entra writes dotted names where the standard has nested objects; Okta sends the id of the resource along.
  return Object.entries(value)
    .filter(([name, one]) => name !== 'meta' && !(name === 'id' && isSameId(one, resource['id'])))
    .reduce((changed, [name, one]) => applyAt(changed, { op, value: one }, name), resource)
}

/** Applies the operations of a PATCH in their order; throws `ScimError` and changes nothing when one cannot be. */
export const applyPatch = (resource: object, operations: readonly PatchOperation[]): Attributes =>
  operations.reduce(applyOne, asRecord(resource))
