import type { Text } from '#components/language/use-text.ts'
import type { Permission } from '#lib/core/permissions.ts'
import type { ListApiKeysOutput } from '#lib/modules/access/schemas.ts'

/** How long a new key can be good for, in days, as the form has them. */
const LIFETIMES = ['30', '90', '365'] as const

/** How long a new credential can be good for, as choices of a form. */
export const lifetimeOptions = (t: Text<'credentials'>) =>
  LIFETIMES.map((value) => ({
    value,
    label: value === '365' ? t('life.year') : t('life.days', { days: Number(value) }),
  }))

/** True for a credential whose end has come at `now` (milliseconds since 1970). */
export const isOver = ({ expiresAt }: { readonly expiresAt: string | null }, now: number): boolean =>
  expiresAt !== null && Date.parse(expiresAt) <= now

/** When a key that is made at `now` (milliseconds since 1970) ends, in UTC; undefined for no such choice. */
export function expiryOf(lifetime: string | undefined, now: number): string | undefined {
  const days = LIFETIMES.find((one) => one === lifetime)
  return days === undefined ? undefined : new Date(now + Number(days) * 86_400_000).toISOString()
}

/** Permissions whose names contain every word of `text`. */
export function filterPermissions(permissions: readonly Permission[], text: string): readonly Permission[] {
  const words = text
    .toLowerCase()
    .split(/[\s:]+/)
    .filter((word) => word !== '')
  return permissions.filter((permission) => words.every((word) => permission.includes(word)))
}

/** How many keys end soon, in one sentence; null when none does. */
export function endingSentence(t: Text<'keys'>, counts: ListApiKeysOutput['counts']): string | null {
  const ending = counts.find(({ standing }) => standing === 'ending')?.count ?? 0
  return ending === 0 ? null : t('ending', { count: ending })
}

/** What a key may do, short: the first two permissions and how many more there are. */
export function permissionWords(t: Text<'keys'>, permissions: readonly string[]): string {
  const [first, second, ...more] = permissions
  const named = [first, second].filter((each) => each !== undefined).join(', ')
  return more.length === 0 ? named : t('more', { named, more: more.length })
}
