import { isPermission, type Permission } from '#lib/core/permissions.ts'
import { ownerOf, scopeOfOwner, type Owner, type Scope } from '#lib/core/scope.ts'
import { isUuid } from '#lib/core/ids.ts'
import { isRecord } from '#lib/core/unsafe.ts'
import { signBytes, verifyBytes } from './signed-token.ts'

const PREFIX = 'bwi_'

/** Seconds for which a scope token is good: one request from web to engine. */
const LIFETIME_SECONDS = 60

/** What the web process lets a request ask of the engine. */
export interface ScopeGrant {
  readonly scope: Scope
  /** What may be done there; absent means whatever the engine offers to readers of the scope. */
  readonly permissions?: readonly Permission[]
}

/** Writes a token with which the web process asks the engine in a scope, good for 60 seconds. */
export function mintScopeToken(key: Uint8Array, grant: ScopeGrant, now: Date): string {
  const body = {
    ...ownerOf(grant.scope),
    ...(grant.permissions === undefined ? {} : { permissions: grant.permissions }),
    exp: Math.floor(now.getTime() / 1000) + LIFETIME_SECONDS,
  }
  return signBytes(key, PREFIX, Buffer.from(JSON.stringify(body)))
}

/** What a scope token grants; null when it is forged, malformed or expired. */
export function verifyScopeToken(key: Uint8Array, token: string, now: Date): ScopeGrant | null {
  const bytes = verifyBytes(key, PREFIX, token)
  const body: unknown = bytes === null ? null : JSON.parse(Buffer.from(bytes).toString('utf8'))
  if (!isRecord(body) || typeof body['exp'] !== 'number' || body['exp'] * 1000 <= now.getTime()) return null
  const owner = readOwner(body)
  if (owner === null) return null
  const scope = scopeOfOwner(owner)
  const listed = body['permissions']
  if (!Array.isArray(listed)) return { scope }
  return {
    scope,
    permissions: listed.filter((one): one is Permission => typeof one === 'string' && isPermission(one)),
  }
}

function readOwner(body: Record<string, unknown>): Owner | null {
  const [platformId, tenantId] = [readId(body['platformId']), readId(body['tenantId'])]
  if (platformId === undefined || tenantId === undefined || (platformId === null && tenantId !== null))
    return null
  return { platformId, tenantId }
}

const readId = (value: unknown): string | null | undefined => {
  if (value === null) return null
  return typeof value === 'string' && isUuid(value) ? value : undefined
}
