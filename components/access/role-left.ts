import type { Text } from '#components/language/use-text.ts'
import { formatSeconds } from '#lib/core/duration.ts'

const DAY_MS = 86_400_000

/** How long a role still lasts, e.g. `ends in 3 d` or `ends in 5 h 2 m`; `ended` once it is over. */
export function roleLeft(t: Text<'roles'>, expiresAt: string, now: Date): string {
  const leftMs = new Date(expiresAt).getTime() - now.getTime()
  if (leftMs <= 0) return t('end.ended')
  const left = leftMs >= DAY_MS ? `${Math.floor(leftMs / DAY_MS)} d` : formatSeconds(leftMs / 1000)
  return t('end.in', { left })
}

/** True when its holder is told to see to it: within the week before the end. */
export function isEndingSoon(expiresAt: string, now: Date): boolean {
  const leftMs = new Date(expiresAt).getTime() - now.getTime()
  return leftMs > 0 && leftMs <= 7 * DAY_MS
}
