import { notFound } from '#lib/core/errors.ts'
import { ownerOf } from '#lib/core/scope.ts'
import { authorize, type RequestContext } from '#lib/infra/context/request-context.ts'
import { parseInput } from '#lib/infra/http/parse-input.ts'
import { recordAudit } from '#lib/modules/audit/index.ts'
import { changeProvider, deleteBindingsOf, holdProvider } from './repository.ts'
import { providerRef, type ProviderRef } from './schemas.ts'

/**
 * Removes an identity provider of exactly this scope with every role that its groups gave. Sessions that rest on its
 * word are over at once; accounts stay, so that the audit chain keeps its names.
 */
export async function removeProvider(ctx: RequestContext, input: ProviderRef): Promise<{ id: string }> {
  authorize(ctx, 'identity:write')
  const { providerId } = parseInput(providerRef, input)
  return await ctx.db.tx(async (tx) => {
    const row = await holdProvider(tx, ownerOf(ctx.scope), providerId)
    if (row === null) throw notFound()
    const bindings = await deleteBindingsOf(tx, providerId)
    await changeProvider(tx, providerId, { state: 'removed', clientSecret: null, updatedAt: ctx.clock.now() })
    await recordAudit(tx, ctx, {
      action: 'identity-provider.remove',
      target: { kind: 'identity_provider', id: providerId, name: row.name },
      details: { rolesTaken: bindings },
    })
    return { id: providerId }
  })
}
