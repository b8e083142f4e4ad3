import { CAPS, requireRoom } from '#lib/core/caps.ts'
import { credentialEnd } from '#lib/core/credential-end.ts'
import { DomainError, invalidField } from '#lib/core/errors.ts'
import { config } from '#lib/infra/config/index.ts'
import { authorize, type RequestContext } from '#lib/infra/context/request-context.ts'
import { runtime, type Runtime } from '#lib/infra/context/runtime.ts'
import { credentialHash, credentialHint, newCredential } from '#lib/infra/auth/credential.ts'
import { parseInput } from '#lib/infra/http/parse-input.ts'
import { recordAudit } from '#lib/modules/audit/index.ts'
import { platformOwner } from './acting.ts'
import { countLiveSources, insertSource } from './credential-repository.ts'
import { createSourceInput, type CreateSourceInput, type SourceWithCredential } from './schemas.ts'
import { toSourceView } from './views.ts'

/**
 * Makes a source in the scope of the request. Its credential, shown only in the answer, fixes platform and tenant of
 * all that is sent with it; it ends at the moment named, or not by itself. Throws `forbidden` for the plan unlimited without the right to change the platform.
 */
export async function createSource(
  ctx: RequestContext,
  input: CreateSourceInput,
  own: Runtime = runtime(),
): Promise<SourceWithCredential> {
  authorize(ctx, 'source:create')
  const { name, plan, tenantLabel = null, expiresAt: asked } = parseInput(createSourceInput, input)
  const owner = platformOwner(ctx)
  if (plan === 'unlimited' && ctx.grantOf('platform:update') === null) {
    throw new DomainError(
      'forbidden',
      'Only operator and platform admins choose the plan unlimited; leave the plan out.',
    )
  }
  if (tenantLabel !== null && owner.tenantId !== null) {
    throw invalidField('tenantLabel', 'leave it out: this source belongs to one tenant already')
  }
  const createdAt = ctx.clock.now()
  const bounds = { maxDays: config().API_KEY_MAX_DAYS, what: 'sources' } as const
  const until = asked === undefined ? null : credentialEnd(asked, createdAt, bounds)
  if (until?.kind === 'refused') throw invalidField('expiresAt', until.problem)
  const expiresAt = until?.at ?? null
  const credential = newCredential('src')
  return await ctx.db.tx(async (tx) => {
    requireRoom(CAPS.sources, await countLiveSources(tx, owner, createdAt))
    const source = await insertSource(tx, {
      owner,
      name,
      plan,
      tenantLabel,
      hash: credentialHash(own.keyring.pepper, credential),
      hint: credentialHint('src', credential),
      createdAt,
      expiresAt,
    })
    await recordAudit(tx, ctx, {
      action: 'source.create',
      target: { kind: 'source', id: source.id, name },
      details: { plan, tenantLabel, hint: source.hint, expiresAt: expiresAt?.toISOString() ?? null },
    })
    return { source: toSourceView(source, source.createdAt), credential }
  })
}
