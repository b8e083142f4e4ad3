import { isRecord } from '#lib/core/unsafe.ts'
import { ScimError } from './scim-error.ts'

/** Names that we read in resources, in messages and in their parts. */
const NAMES = [
  'id',
  'schemas',
  'meta',
  'externalId',
  'userName',
  'displayName',
  'name',
  'formatted',
  'givenName',
  'familyName',
  'active',
  'emails',
  'groups',
  'members',
  'value',
  'display',
  'type',
  'primary',
  '$ref',
  'Operations',
  'op',
  'path',
  'filter',
  'startIndex',
  'count',
  'attributes',
  'excludedAttributes',
]
const BY_LOWER = new Map(NAMES.map((name) => [name.toLowerCase(), name]))

const CORE_URN = /^urn:ietf:params:scim:schemas:core:2\.0:(?:User|Group):/i

/**
 * A path without the URN of the core schemas: `urn:ietf:params:scim:schemas:core:2.0:User:userName` is `userName`. An
 * attribute of any other schema is another attribute, whatever it is called (RFC 7644 §3.10), and keeps its URN.
 */
export const withoutCoreUrn = (path: string): string => path.trim().replace(CORE_URN, '')

/** An attribute as the standard writes it: names have no case (RFC 7643 §2.1). One that we do not know stays as it is. */
export function canonicalName(name: string): string {
  const short = withoutCoreUrn(name)
  return BY_LOWER.get(short.toLowerCase()) ?? short
}

function canonicalValue(value: unknown): unknown {
  if (Array.isArray(value)) return value.map((one: unknown) => (isRecord(one) ? canonicalNames(one) : one))
  return isRecord(value) ? canonicalNames(value) : value
}

/**
 * What a provider sent, with every attribute that we know under one name; what lies in attributes that we do not know is
 * left alone. Throws `invalidSyntax` for an object that gives an attribute twice: readers would choose differently.
 */
export function canonicalNames(body: unknown): unknown {
  if (!isRecord(body)) return body
  const read = new Map<string, unknown>()
  for (const [given, value] of Object.entries(body)) {
    const name = canonicalName(given)
    if (read.has(name)) {
      throw new ScimError(400, 'invalidSyntax', `${name.slice(0, 100)} is given twice: names have no case`)
    }
    read.set(name, BY_LOWER.has(name.toLowerCase()) ? canonicalValue(value) : value)
  }
  return Object.fromEntries(read)
}
