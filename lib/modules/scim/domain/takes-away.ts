import { isRecord } from '#lib/core/unsafe.ts'
import { canonicalName } from './attribute-names.ts'

const isActive = (name: string): boolean => canonicalName(name) === 'active'

/** `false` as JSON says it, or as Entra ID does: in a string. */
const isFalse = (value: unknown): boolean =>
  value === false || (typeof value === 'string' && value.trim().toLowerCase() === 'false')

/** The values that an object gives to `active`; several when it writes it in several ways. */
const activeOf = (value: Readonly<Record<string, unknown>>): unknown[] =>
  Object.entries(value).flatMap(([name, given]) => (isActive(name) ? [given] : []))

/** One operation of a PATCH that sets `active` to false and does nothing else. */
function switchesOff(operation: unknown): boolean {
  if (!isRecord(operation)) return false
  const { op, path, value } = operation
  if (typeof op !== 'string' || !['add', 'replace'].includes(op.toLowerCase())) return false
  if (typeof path === 'string') return isActive(path) && isFalse(value)
  if ((path !== undefined && path !== null) || !isRecord(value)) return false
  const given = activeOf(value)
  return given.length === 1 && Object.keys(value).length === 1 && given.every(isFalse)
}

/**
 * True for a request that can do nothing but take access away: DELETE, a PUT of a user with `active: false`, and a PATCH of
 * a user whose every operation sets `active` to false. A user that is switched off holds nothing here, whatever else a PUT
 * says of it. Names are read as the verbs read them (`canonicalNames`).
 */
export function takesAway(resource: 'user' | 'group' | null, method: string, body: unknown): boolean {
  if (resource === null) return false
  if (method === 'DELETE') return true
  if (resource !== 'user' || !isRecord(body)) return false
  if (method === 'PUT') {
    const given = activeOf(body)
    return given.length === 1 && given.every(isFalse)
  }
  if (method !== 'PATCH') return false
  const lists = Object.entries(body).filter(([name]) => name.toLowerCase() === 'operations')
  const operations = lists.length === 1 ? lists[0]?.[1] : null
  return Array.isArray(operations) && operations.length > 0 && operations.every(switchesOff)
}
