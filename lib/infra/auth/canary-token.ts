import { randomUUID } from 'node:crypto'
import { isUuid, memberId, type MemberId } from '#lib/core/ids.ts'
import type { Permission, Role } from '#lib/core/permissions.ts'
import { DEFAULT_SESSION_LIMITS, sessionDeadlines } from '#lib/core/session-limits.ts'
import { ownerOf, scopeOfOwner, type Scope } from '#lib/core/scope.ts'
import { isRecord } from '#lib/core/unsafe.ts'
import type { MemberIdentity } from './identity.ts'
import { signBytes, verifyBytes } from './signed-token.ts'

const PREFIX = 'bwc_'

/** Seconds for which a token of the canary job is good: it is made anew for each request. */
const LIFETIME_SECONDS = 60

/** Actions that only look. A reader has no others, whatever its role. */
const READING = /[:-](?:read|read-own|query|export)$/

/** Who reads for the canary job: a scope, as a member who exists only there or nowhere. */
export interface CanaryReader {
  readonly scope: Scope
  readonly memberId: MemberId
}

/** Writes a token with which the jobs process reads the web process as somebody of a scope would; good for 60 seconds. */
export function mintCanaryToken(key: Uint8Array, reader: CanaryReader, now: Date): string {
  const body = {
    ...ownerOf(reader.scope),
    memberId: reader.memberId,
    exp: Math.floor(now.getTime() / 1000) + LIFETIME_SECONDS,
  }
  return signBytes(key, PREFIX, Buffer.from(JSON.stringify(body)))
}

const idOrNull = (value: unknown): string | null =>
  typeof value === 'string' && isUuid(value) ? value : null

/** Who a token reads as; null when it is forged, malformed or expired. */
export function verifyCanaryToken(key: Uint8Array, token: string, now: Date): CanaryReader | null {
  const bytes = verifyBytes(key, PREFIX, token)
  const body: unknown = bytes === null ? null : JSON.parse(Buffer.from(bytes).toString('utf8'))
  if (!isRecord(body) || typeof body['exp'] !== 'number' || body['exp'] * 1000 <= now.getTime()) return null
  const owner = { platformId: idOrNull(body['platformId']), tenantId: idOrNull(body['tenantId']) }
  const id = idOrNull(body['memberId'])
  return id === null ? null : { scope: scopeOfOwner(owner), memberId: memberId(id) }
}

/** True for what may be a token of the canary job. */
export const isCanaryToken = (credential: string): boolean => credential.startsWith(PREFIX)

/** An Authorization header that carries such a token, null for any other: pages take no other credential in a header. */
export const canaryAuthorization = (header: string | null): string | null =>
  header !== null && /^Bearer +bwc_/.test(header) ? header : null

/** True for permissions that a reader may use. */
export const isReading = (permission: Permission): boolean => READING.test(permission)

const roleIn = ({ kind }: Scope): Role => (kind === 'tenant' ? 'tenant_admin' : 'operator_admin')

/** A reader as somebody who signed in: the widest role of its scope, of which the context leaves only what looks. */
export function identityOfReader({ scope, memberId: id }: CanaryReader, now: Date): MemberIdentity {
  const limit = DEFAULT_SESSION_LIMITS.admin
  const times = {
    createdAt: now,
    lastSeenAt: now,
    expiresAt: new Date(now.getTime() + LIFETIME_SECONDS * 1000),
  }
  return {
    kind: 'member',
    member: { id, name: 'Canary reader', email: 'canary@bailiwick.invalid', timeZone: 'UTC' },
    bindings: [{ role: roleIn(scope), scope }],
    hasFactor: true,
    session: {
      id: randomUUID(),
      hash: new Uint8Array(32),
      createdAt: now,
      factorAt: null,
      deadlines: sessionDeadlines(times, limit),
      limit,
    },
  }
}
