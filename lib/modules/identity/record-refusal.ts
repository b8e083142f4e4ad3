// house: acts before a scope is known: the refusal stands in the chain of the provider's scope
import { scopeOfOwner } from '#lib/core/scope.ts'
import type { RequestContext } from '#lib/infra/context/request-context.ts'
import type { Runtime } from '#lib/infra/context/runtime.ts'
import { recordAudit } from '#lib/modules/audit/index.ts'
import { recordSecurityEvent } from '#lib/modules/security/index.ts'
import type { ProviderRow } from './repository.ts'
import type { SignOnRefusal } from './sign-on-refusal.ts'

/** Writes down that a sign-on was refused, and why, where the admins of the provider see it: in chain and feed. */
export async function recordRefusal(
  ctx: RequestContext,
  own: Runtime,
  provider: ProviderRow,
  { reason, detail }: SignOnRefusal,
): Promise<void> {
  const owner = { platformId: provider.platformId, tenantId: provider.tenantId }
  await own.database.withScope(scopeOfOwner(provider), async (tx) => {
    await recordAudit(tx, ctx, {
      action: 'sign-on.refuse',
      target: { kind: 'identity_provider', id: provider.id, name: provider.name },
      details: { reason, detail },
      owner,
    })
    await recordSecurityEvent(tx, ctx, {
      kind: 'provider.refused',
      details: { provider: provider.name, reason, detail },
      owner,
    })
  })
}
