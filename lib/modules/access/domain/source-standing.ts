/** A source that sent nothing for this long is silent; overviews count with the same limit. */
export const SILENT_MS = 5 * 60_000

/** How a source can stand, what needs a person first. */
export const SOURCE_STANDINGS = ['silent', 'waiting', 'revoked', 'ended', 'receiving'] as const
/** How a source stands. */
export type SourceStanding = (typeof SOURCE_STANDINGS)[number]

/** What the standing of a source is judged by. */
export interface StandingParts {
  readonly lastUsedAt: string | null
  readonly revokedAt: string | null
  readonly expiresAt: string | null
}

/** How a source stands at `now` (milliseconds since 1970). */
export function sourceStanding(
  { lastUsedAt, revokedAt, expiresAt }: StandingParts,
  now: number,
): SourceStanding {
  if (revokedAt !== null) return 'revoked'
  if (expiresAt !== null && Date.parse(expiresAt) <= now) return 'ended'
  if (lastUsedAt === null) return 'waiting'
  return now - Date.parse(lastUsedAt) > SILENT_MS ? 'silent' : 'receiving'
}
