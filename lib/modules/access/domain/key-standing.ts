/** A key that ends within this time is said to end soon, as its owner is told by mail. */
export const SOON_MS = 7 * 86_400_000

/** How an API key can stand, what needs a person first. */
export const KEY_STANDINGS = ['ending', 'expired', 'revoked', 'active'] as const
/** How an API key stands. */
export type KeyStanding = (typeof KEY_STANDINGS)[number]

/** What the standing of a key is judged by. */
export interface KeyStandingParts {
  readonly revokedAt: string | null
  readonly expiresAt: string | null
}

/** How a key stands at `now` (milliseconds since 1970). */
export function keyStanding({ revokedAt, expiresAt }: KeyStandingParts, now: number): KeyStanding {
  if (revokedAt !== null) return 'revoked'
  if (expiresAt === null) return 'active'
  const left = Date.parse(expiresAt) - now
  if (left <= 0) return 'expired'
  return left <= SOON_MS ? 'ending' : 'active'
}
