import { CAPS, requireRoom } from '#lib/core/caps.ts'
import { ownerOf } from '#lib/core/scope.ts'
import { authorize, type RequestContext } from '#lib/infra/context/request-context.ts'
import { newId } from '#lib/infra/db/index.ts'
import { parseInput } from '#lib/infra/http/parse-input.ts'
import { actingEnd } from '#lib/modules/access/index.ts'
import { recordAudit } from '#lib/modules/audit/index.ts'
import { actingAbove } from './acting-above.ts'
import { requireMappable } from './check-mapping.ts'
import { sealClientSecret } from './client-secret.ts'
import { identityRuntime, type IdentityRuntime } from './identity-runtime.ts'
import { refuseUnreachable } from './provider-address.ts'
import { findProviders, insertProvider } from './repository.ts'
import { createProviderInput, type CreateProviderInput, type ProviderView } from './schemas.ts'
import { toProviderView } from './views.ts'

/**
 * Adds an identity provider to the scope of the request. Throws `invalid_input` for an address that may not be called,
 * and for roles that no group may give here; `forbidden` for a role with a permission that the actor lacks or holds until a moment only.
 * Made by somebody whose own role ends, it lets nobody in until somebody whose role lasts saves its settings.
 */
export async function createProvider(
  ctx: RequestContext,
  input: CreateProviderInput,
  own: IdentityRuntime = identityRuntime(),
): Promise<ProviderView> {
  authorize(ctx, 'identity:write')
  const wanted = parseInput(createProviderInput, input)
  await requireMappable(ctx, wanted, own)
  await refuseUnreachable(ctx, own, wanted.settings)
  const makerUntil = await actingEnd(ctx, 'identity:write', own)
  const id = newId()
  const secret = wanted.kind === 'oidc' ? wanted.clientSecret : undefined
  const clientSecret = secret === undefined ? null : await sealClientSecret(own, ctx.scope, id, secret)
  const { kind, name, settings, mapping, defaultRole } = wanted
  const owner = ownerOf(ctx.scope)
  const now = ctx.clock.now()
  return await ctx.db.tx(async (tx) => {
    requireRoom(CAPS.providers, (await findProviders(tx, owner)).length)
    const row = await insertProvider(tx, {
      id,
      owner,
      kind,
      name,
      settings,
      clientSecret,
      settingsFrom: actingAbove(ctx),
      makerUntil,
      mapping: mapping.map((line) => ({ ...line, setAt: now.toISOString() })),
      defaultRole,
      defaultSetAt: now,
      updatedAt: now,
    })
    await recordAudit(tx, ctx, {
      action: 'identity-provider.create',
      target: { kind: 'identity_provider', id, name },
      details: {
        kind,
        settings,
        mapping,
        defaultRole,
        hasClientSecret: clientSecret !== null,
        ...(makerUntil === null ? {} : { makerUntil: makerUntil.toISOString() }),
      },
    })
    return toProviderView(row, 0, own.publicUrl)
  })
}
