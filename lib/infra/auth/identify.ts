import type { Clock } from '#lib/core/clock.ts'
import { memberId, type MemberId } from '#lib/core/ids.ts'
import { isPermission, isRole } from '#lib/core/permissions.ts'
import { sessionDeadlines } from '#lib/core/session-limits.ts'
import { scopeOfOwner, type Scope } from '#lib/core/scope.ts'
import type { Database, Tx } from '#lib/infra/db/index.ts'
import { BINDING_COLUMNS, type BindingRow } from './binding-row.ts'
import { isCanaryToken } from './canary-token.ts'
import { credentialHashes, parseCredential } from './credential.ts'
import type { Binding, CurrentSession, Identity, KeyIdentity } from './identity.ts'
import { everyKeyring } from './kept-secrets.ts'
import type { Keyring } from './keys.ts'
import { cookieValue, readSessionCookie, sessionCookie } from './session-cookie.ts'
import { sessionReach } from './session-reach.ts'
import { sessionHashes } from './session-id.ts'
import { findSession, touchSession, type SessionRow } from './session.ts'
import { useApiKey, useSource, type SourceIdentity } from './use-credential.ts'

/** What a request brings to say who it is. */
export type Evidence =
  | { readonly kind: 'bearer'; readonly credential: string; readonly address: string | null }
  | { readonly kind: 'session'; readonly sid: string; readonly isActivity: boolean }
  | { readonly kind: 'canary'; readonly token: string }
  | { readonly kind: 'none' }

/** What identification needs of its process. */
export interface IdentifyDeps {
  readonly database: Database
  readonly keyring: Keyring
  readonly clock: Clock
}

/** What a page sends with what it asks for by itself, while nobody touches it: that keeps no session alive. */
export const ACTIVITY_HEADER = 'x-bailiwick-activity'

/** The headers of a request that say who sends it. */
export interface EvidenceHeaders {
  readonly authorization: string | null
  readonly cookie: string | null
  /** `ACTIVITY_HEADER`: `auto` for what no person has just asked for. It is only ever believed to that effect. */
  readonly activity?: string | null
  /** Address of the caller, noted beside the credential. */
  readonly address?: string | null
}

/**
 * Reads the evidence of a request. An Authorization header wins over cookies, and a request that carries one is never
 * taken for its cookie instead.
 */
export async function evidenceOf(
  headers: EvidenceHeaders,
  keyring: Keyring,
  publicUrl: string,
): Promise<Evidence> {
  if (headers.authorization !== null) {
    const credential = /^Bearer +(\S+)$/i.exec(headers.authorization)?.[1]
    if (credential === undefined) return { kind: 'none' }
    return isCanaryToken(credential)
      ? { kind: 'canary', token: credential }
      : { kind: 'bearer', credential, address: headers.address ?? null }
  }
  const cookie = cookieValue(headers.cookie, sessionCookie(publicUrl).name)
  const sid = cookie === null ? null : await readSessionCookie(keyring, cookie)
  return sid === null ? { kind: 'none' } : { kind: 'session', sid, isActivity: headers.activity !== 'auto' }
}

/** Says who brings this evidence, or null. Runs in a transaction of the role `auth`. */
export async function identify(tx: Tx, deps: IdentifyDeps, evidence: Evidence): Promise<Identity | null> {
  switch (evidence.kind) {
    case 'bearer':
      return await keyIdentity({ ...deps, tx }, evidence.credential, evidence)
    case 'session':
      return await memberIdentity(tx, deps, evidence)
    // Whoever reads for the canaries is in no table: `openAccess` knows them by their token.
    case 'canary':
    case 'none':
      return null
  }
}

const bindingsOf = (rows: readonly BindingRow[], now: Date): Binding[] =>
  rows.flatMap((row) => {
    if (!isRole(row.role) || (row.expiresAt !== null && row.expiresAt <= now)) return []
    const { id, lastUsedAt } = row
    return [{ role: row.role, scope: scopeOfOwner(row), row: { id, lastUsedAt } }]
  })

async function memberIdentity(
  tx: Tx,
  deps: IdentifyDeps,
  { sid, isActivity }: Extract<Evidence, { kind: 'session' }>,
): Promise<Identity | null> {
  const now = deps.clock.now()
  const session = await findSession(tx, sessionHashes(deps.keyring, sid), now)
  if (session === null) return null
  const reach = await sessionReach(tx, session, bindingsOf(session.member.bindings, now))
  if (reach === null) return null
  const seenAt = isActivity ? await touchSession(tx, session, now) : session.lastSeenAt
  const { member } = session
  return {
    kind: 'member',
    member: { id: memberId(member.id), name: member.name, email: member.email, timeZone: member.timeZone },
    hasFactor: member.totpSecret !== null || member.passkey.length > 0,
    ...reach,
    session: currentSession(session, seenAt),
  }
}

function currentSession(row: SessionRow, lastSeenAt: Date): CurrentSession {
  const { id, hash, createdAt, factorAt, limit } = row
  return { id, hash, createdAt, factorAt, limit, deadlines: sessionDeadlines({ ...row, lastSeenAt }, limit) }
}

const hashesOf = async (
  tx: Tx,
  { keyring }: IdentifyDeps,
  credential: string,
): Promise<readonly Uint8Array<ArrayBuffer>[]> =>
  credentialHashes(await everyKeyring(tx, keyring), credential)

/** From where a credential was sent. */
export interface SentFrom {
  readonly address?: string | null | undefined
  /** True to take it only where its last use came from the network of this address. */
  readonly isKnownThere?: boolean
}

async function keyIdentity(
  { tx, ...deps }: IdentifyDeps & { readonly tx: Tx },
  credential: string,
  { address = null, isKnownThere = false }: SentFrom,
): Promise<KeyIdentity | null> {
  if (parseCredential(credential) !== 'live') return null
  const now = deps.clock.now()
  const hashes = await hashesOf(tx, deps, credential)
  const key = await useApiKey(tx, { hashes, now, address, isKnownThere })
  if (key === null) return null
  const creatorBindings =
    key.memberId === null ? null : await presentBindings(tx, memberId(key.memberId), now)
  return {
    kind: 'api_key',
    key: {
      id: key.id,
      name: key.name,
      scope: scopeOfOwner(key),
      permissions: key.permissions.filter((one) => isPermission(one)),
    },
    creatorBindings,
  }
}

/** Bindings of a member as they are now; none for a disabled one. */
export async function presentBindings(tx: Tx, id: MemberId, now: Date): Promise<Binding[]> {
  const member = await tx.member.findUnique({
    where: { id, state: 'active' },
    select: { bindings: { select: BINDING_COLUMNS } },
  })
  return member === null ? [] : bindingsOf(member.bindings, now)
}

/** Looks up an API key on its own, for processes that take no cookies; null when it is unknown, revoked or expired. */
export async function lookupApiKey(
  deps: IdentifyDeps,
  credential: string,
  from: SentFrom = {},
): Promise<KeyIdentity | null> {
  return await deps.database.asAuth(async (tx) => await keyIdentity({ ...deps, tx }, credential, from))
}

/** Looks up a source by its credential; null when it is mistyped, unknown, revoked, or was rotated away for good. */
export async function lookupSourceCredential(
  deps: IdentifyDeps,
  credential: string,
  { address = null, isKnownThere = false }: SentFrom = {},
): Promise<SourceIdentity | null> {
  if (parseCredential(credential) !== 'src') return null
  return await deps.database.asAuth(
    async (tx) =>
      await useSource(tx, {
        hashes: await hashesOf(tx, deps, credential),
        now: deps.clock.now(),
        address,
        isKnownThere,
      }),
  )
}

/** What a scope names: the platform of a tenant is looked up; null when there is no such platform or tenant. */
export async function resolveScope(
  tx: Tx,
  ref: { readonly kind: 'operator' } | { readonly kind: 'platform' | 'tenant'; readonly id: string },
): Promise<Scope | null> {
  switch (ref.kind) {
    case 'operator':
      return { kind: 'operator' }
    case 'platform': {
      const row = await tx.platform.findUnique({ where: { id: ref.id }, select: { id: true } })
      return row === null ? null : scopeOfOwner({ platformId: row.id, tenantId: null })
    }
    case 'tenant': {
      const row = await tx.tenant.findUnique({
        where: { id: ref.id },
        select: { id: true, platformId: true },
      })
      return row === null ? null : scopeOfOwner({ platformId: row.platformId, tenantId: row.id })
    }
  }
}
