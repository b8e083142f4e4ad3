import { isUuid, platformId, tenantId, type PlatformId, type TenantId } from './ids.ts'

/** What a request may see: the whole operator, one platform, or one tenant of a platform. */
export type Scope =
  | { readonly kind: 'operator' }
  | { readonly kind: 'platform'; readonly platformId: PlatformId }
  | { readonly kind: 'tenant'; readonly platformId: PlatformId; readonly tenantId: TenantId }

/** A scope as it is asked for, before anybody looked up which platform a tenant belongs to. */
export type ScopeRef =
  | { readonly kind: 'operator' }
  | { readonly kind: 'platform'; readonly id: PlatformId }
  | { readonly kind: 'tenant'; readonly id: TenantId }

/** The owner columns of a row: both null for the operator, `tenantId` null for a platform. */
export interface Owner {
  readonly platformId: string | null
  readonly tenantId: string | null
}

/** The scope of the whole operator. */
export const operatorScope: Scope = { kind: 'operator' }

/** The owner columns that rows of this scope carry. */
export function ownerOf(scope: Scope): Owner {
  switch (scope.kind) {
    case 'operator':
      return { platformId: null, tenantId: null }
    case 'platform':
      return { platformId: scope.platformId, tenantId: null }
    case 'tenant':
      return { platformId: scope.platformId, tenantId: scope.tenantId }
  }
}

/** The scope that owns a row with these columns. */
export function scopeOfOwner(owner: Owner): Scope {
  if (owner.platformId === null) return operatorScope
  if (owner.tenantId === null) return { kind: 'platform', platformId: platformId(owner.platformId) }
  return { kind: 'tenant', platformId: platformId(owner.platformId), tenantId: tenantId(owner.tenantId) }
}

/** True when everything visible in `inner` is visible in `outer` too: bindings reach down, never up or sideways. */
export function contains(outer: Scope, inner: Scope): boolean {
  switch (outer.kind) {
    case 'operator':
      return true
    case 'platform':
      return inner.kind !== 'operator' && inner.platformId === outer.platformId
    case 'tenant':
      return inner.kind === 'tenant' && inner.tenantId === outer.tenantId
  }
}

/** How wide scopes of a kind are: a wider number reaches further down. */
export const WIDTH: Record<Scope['kind'], number> = { operator: 2, platform: 1, tenant: 0 }

/** Reads the `scope` parameter of a URL: `operator`, `platform:<uuid>` or `tenant:<uuid>`; null when malformed. */
export function parseScopeParam(text: string): ScopeRef | null {
  if (text === 'operator') return { kind: 'operator' }
  const [kind, id, ...rest] = text.split(':')
  if (id === undefined || rest.length > 0 || !isUuid(id)) return null
  if (kind === 'platform') return { kind, id: platformId(id) }
  if (kind === 'tenant') return { kind, id: tenantId(id) }
  return null
}

/** Writes a scope as the `scope` parameter of a URL; the inverse of `parseScopeParam`. */
export function formatScopeParam(scope: Scope | ScopeRef): string {
  switch (scope.kind) {
    case 'operator':
      return 'operator'
    case 'platform':
      return `platform:${'id' in scope ? scope.id : scope.platformId}`
    case 'tenant':
      return `tenant:${'id' in scope ? scope.id : scope.tenantId}`
  }
}

/** Key of the audit chain and of other per-scope counters: the same text as the URL parameter. */
export const scopeKey = (scope: Scope): string => formatScopeParam(scope)
