import type { ScopeOption } from '#lib/modules/tenancy/schemas.ts'

/** The widest scope of the reader that lies above the tenants of a platform, as a `scope` parameter. */
export const scopeAbove = (scopes: readonly Pick<ScopeOption, 'kind'>[], platformId: string): string =>
  scopes.some(({ kind }) => kind === 'operator') ? 'operator' : `platform:${platformId}`
