import { notFound } from '#lib/core/errors.ts'
import { authorize, type RequestContext } from '#lib/infra/context/request-context.ts'
import { runtime, type Runtime } from '#lib/infra/context/runtime.ts'
import { parseInput } from '#lib/infra/http/parse-input.ts'
import { recordAudit } from '#lib/modules/audit/index.ts'
import { requireMember } from './acting.ts'
import { findOwnPasskey, renamePasskeyRow } from './passkey-repository.ts'
import { renamePasskeyInput, type PasskeyView, type RenamePasskeyInput } from './schemas.ts'
import { toPasskeyView } from './views.ts'

/** Gives one of the own passkeys another name. Throws `not_found` for anybody else's. */
export async function renamePasskey(
  ctx: RequestContext,
  input: RenamePasskeyInput,
  own: Runtime = runtime(),
): Promise<PasskeyView> {
  authorize(ctx, 'profile:write')
  const member = requireMember(ctx)
  const { passkeyId, name } = parseInput(renamePasskeyInput, input)
  const passkey = await own.database.asAuth(async (auth) => await findOwnPasskey(auth, member.id, passkeyId))
  if (passkey === null) throw notFound()
  return await ctx.db.tx(async (tx) => {
    await recordAudit(tx, ctx, {
      action: 'factor.rename-passkey',
      target: { kind: 'member', id: member.id, name: member.name },
      details: { passkey: passkeyId, before: { name: passkey.name }, after: { name } },
    })
    const isRenamed = await own.database.asAuth(
      async (auth) => await renamePasskeyRow(auth, member.id, passkeyId, name),
    )
    if (!isRenamed) throw notFound()
    return toPasskeyView({ ...passkey, name })
  })
}
