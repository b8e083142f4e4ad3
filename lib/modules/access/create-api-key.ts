import { CAPS, requireRoom } from '#lib/core/caps.ts'
import { DomainError, invalidField } from '#lib/core/errors.ts'
import { keyPermissionFault } from '#lib/core/key-permissions.ts'
import { ownerOf } from '#lib/core/scope.ts'
import { config } from '#lib/infra/config/index.ts'
import { authorize, type RequestContext } from '#lib/infra/context/request-context.ts'
import { runtime, type Runtime } from '#lib/infra/context/runtime.ts'
import { credentialHash, credentialHint, newCredential } from '#lib/infra/auth/credential.ts'
import { parseInput } from '#lib/infra/http/parse-input.ts'
import { recordAudit } from '#lib/modules/audit/index.ts'
import { actingMemberId } from './acting.ts'
import { countLiveKeys, insertApiKey } from './credential-repository.ts'
import { keyEnd } from './domain/key-life.ts'
import { findMemberNames } from './repository.ts'
import { createApiKeyInput, type CreateApiKeyInput, type CreateApiKeyOutput } from './schemas.ts'
import { toApiKeyView } from './views.ts'

/**
 * Makes an API key in the scope of the request with some of one's own permissions. It shrinks with them later, and ends:
 * after 90 days unless another moment is named. The credential is in the answer and nowhere else.
 */
export async function createApiKey(
  ctx: RequestContext,
  input: CreateApiKeyInput,
  own: Runtime = runtime(),
): Promise<CreateApiKeyOutput> {
  authorize(ctx, 'apikey:create', { own: true })
  if (ctx.actor.kind !== 'member' && ctx.actor.kind !== 'console') {
    throw new DomainError('forbidden', 'Keys are made by members and by the console, not by other keys.')
  }
  const { name, permissions, expiresAt } = parseInput(createApiKeyInput, input)
  const held = ctx.actor.kind === 'console' ? null : ctx.grantOf
  for (const permission of permissions) {
    const fault = keyPermissionFault(permission, held)
    if (fault !== null) throw invalidField('permissions', fault)
  }
  const createdAt = ctx.clock.now()
  const until = keyEnd(expiresAt, createdAt, config().API_KEY_MAX_DAYS)
  if (until.kind === 'refused') throw invalidField('expiresAt', until.problem)
  const credential = newCredential('live')
  const memberId = actingMemberId(ctx)
  const owner = ownerOf(ctx.scope)
  return await ctx.db.tx(async (tx) => {
    requireRoom(CAPS.apiKeys, await countLiveKeys(tx, owner, createdAt))
    const row = await insertApiKey(tx, {
      owner,
      name,
      hash: credentialHash(own.keyring.pepper, credential),
      hint: credentialHint('live', credential),
      permissions: [...new Set(permissions)],
      memberId,
      createdAt,
      expiresAt: until.at,
    })
    await recordAudit(tx, ctx, {
      action: 'apikey.create',
      target: { kind: 'api_key', id: row.id, name },
      details: { permissions: row.permissions, hint: row.hint, expiresAt: until.at.toISOString() },
    })
    const names = await findMemberNames(tx, memberId === null ? [] : [memberId])
    return { key: toApiKeyView(row, { now: createdAt, names, readerId: memberId }), credential }
  })
}
