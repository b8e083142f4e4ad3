import type { SuspensionNotice } from '#lib/core/errors.ts'
import { contains, type Scope } from '#lib/core/scope.ts'
import type { Database, Tx } from '#lib/infra/db/index.ts'
import type { Identity } from './identity.ts'

/** Why a tenant is shut out; null for one that is not. Runs as the role `auth`. */
export async function findSuspension(tx: Tx, tenantId: string): Promise<SuspensionNotice | null> {
  const found = await tx.suspension.findFirst({
    where: { tenantId, endedAt: null },
    orderBy: { since: 'desc' },
    select: {
      since: true,
      reason: true,
      contact: true,
      tenant: { select: { name: true, platform: { select: { name: true } } } },
    },
  })
  if (found === null) return null
  const { tenant, ...notice } = found
  return { tenantId, tenantName: tenant.name, platformName: tenant.platform.name, ...notice }
}

/** Why the owner of a credential is shut out; undefined for one that is not, and for what belongs to no tenant. */
export async function suspensionOf(
  database: Database,
  tenantId: string | null,
): Promise<SuspensionNotice | undefined> {
  if (tenantId === null) return undefined
  return (await database.asAuth(async (tx) => await findSuspension(tx, tenantId))) ?? undefined
}

type TenantScope = Extract<Scope, { kind: 'tenant' }>

/** True for those whom a suspension of the tenant shuts out: its own members and keys, and nobody from above. */
export const isShutOut = (identity: Identity, scope: Scope): scope is TenantScope =>
  isShutOutOf(
    identity.kind === 'api_key' ? [identity.key.scope] : identity.bindings.map((binding) => binding.scope),
    scope,
  )

/** The same for somebody who holds roles in these scopes. */
export const isShutOutOf = (held: readonly Scope[], scope: Scope): scope is TenantScope =>
  scope.kind === 'tenant' && held.every((one) => one.kind === 'tenant' || !contains(one, scope))
