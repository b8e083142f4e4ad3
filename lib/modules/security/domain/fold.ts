import { networkKey } from '#lib/core/network.ts'
import type { Owner } from '#lib/core/scope.ts'
import type { SecurityKind } from './kinds.ts'

/** Kinds that somebody can cause as often as they like: equal ones within an hour are one event that counts. */
const FOLDED: ReadonlySet<SecurityKind> = new Set([
  'sign-in.failed',
  'sign-in.waited',
  'factor.failed',
  'step-up.failed',
  'request.rate-limited',
  'request.forbidden',
  'request.cross-site',
  'request.suspended',
  'scope.foreign',
  'key.bad',
  'key.ended',
  'token.bad',
  'provider.refused',
])

const WINDOW_MS = 3_600_000

/** What decides whether two refusals are counted together. */
export interface Foldable extends Owner {
  readonly kind: SecurityKind
  readonly at: Date
  readonly memberId: string | null
  /** Id of whoever acted, when it was a key, a source or an identity provider. */
  readonly actorId: string | null
  readonly ip: string | null
  readonly details: Readonly<Record<string, unknown>>
}

/**
 * What is equal for refusals that are counted together: kind, owner, reason, hour, and whom it is about: the member, else
 * the credential, else the network. So a flood is as many rows as it has subjects. Null for kinds of which each counts.
 */
export function foldOf(event: Foldable): string | null {
  if (!FOLDED.has(event.kind)) return null
  const { platformId, tenantId, kind, memberId, actorId, ip, details } = event
  const subject = memberId ?? actorId ?? networkKey(ip)
  const reason = [details['reason'], details['permission'], details['class'], details['door']].map((part) =>
    typeof part === 'string' ? part : '',
  )
  const hour = Math.floor(event.at.getTime() / WINDOW_MS)
  return [platformId ?? '', tenantId ?? '', kind, subject, ...reason, hour].join('|')
}
