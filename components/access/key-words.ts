import { isPermission, type Permission } from '#lib/core/permissions.ts'
import type { ApiKeyView } from '#lib/modules/access/schemas.ts'

/** How long a new key can be good for, by the value in the form: days, or null for ever. */
export const KEY_LIFETIMES = {
  '30': { label: '30 days', days: 30 },
  '90': { label: '90 days', days: 90 },
  '365': { label: 'one year', days: 365 },
  never: { label: 'Until it is revoked', days: null },
} as const

/** When a key that is made at `now` (milliseconds since 1970) ends, in UTC; undefined for one without an end. */
export function expiryOf(lifetime: string | undefined, now: number): string | undefined {
  const days = Object.entries(KEY_LIFETIMES).find(([value]) => value === lifetime)?.[1].days ?? null
  return days === null ? undefined : new Date(now + days * 86_400_000).toISOString()
}

/** The permissions that a form holds under `name`. */
export const permissionsOf = (form: FormData, name: string): Permission[] =>
  form.getAll(name).flatMap((value) => (typeof value === 'string' && isPermission(value) ? [value] : []))

/** Permissions whose names contain every word of `text`. */
export function filterPermissions(permissions: readonly Permission[], text: string): readonly Permission[] {
  const words = text
    .toLowerCase()
    .split(/[\s:]+/)
    .filter((word) => word !== '')
  return permissions.filter((permission) => words.every((word) => permission.includes(word)))
}

/** How a key stands at `now` (milliseconds since 1970). */
export function keyState(
  key: Pick<ApiKeyView, 'revokedAt' | 'expiresAt'>,
  now: number,
): 'active' | 'revoked' | 'expired' {
  if (key.revokedAt !== null) return 'revoked'
  return key.expiresAt !== null && Date.parse(key.expiresAt) <= now ? 'expired' : 'active'
}

/** What a key may do, short: the first two permissions and how many more there are. */
export function permissionWords(permissions: readonly string[]): string {
  const [first, second, ...more] = permissions
  const named = [first, second].filter((each) => each !== undefined).join(', ')
  return more.length === 0 ? named : `${named} and ${more.length} more`
}
