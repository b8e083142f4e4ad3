import { DomainError, notFound } from '#lib/core/errors.ts'
import { authorize, type RequestContext } from '#lib/infra/context/request-context.ts'
import { runtime, type Runtime } from '#lib/infra/context/runtime.ts'
import { endSessionsOf } from '#lib/infra/auth/session.ts'
import type { Tx } from '#lib/infra/db/index.ts'
import { parseInput } from '#lib/infra/http/parse-input.ts'
import { recordAudit } from '#lib/modules/audit/index.ts'
import { requireMember, requireSession } from './acting.ts'
import { notifyMember } from './notify-member.ts'
import { deletePasskey, findOwnPasskey, findPasskeys, lockFactors } from './passkey-repository.ts'
import { passkeyRef, type PasskeyRef, type Touched } from './schemas.ts'
import { findAccountById } from './sign-in-repository.ts'

/**
 * Removes one of the own passkeys: it is refused from now on. Every other session of the member ends, and a mail tells
 * them of it. Throws `not_found` for anybody else's, and `precondition_failed` for the last factor.
 */
export async function removePasskey(
  ctx: RequestContext,
  input: PasskeyRef,
  own: Runtime = runtime(),
): Promise<Touched> {
  authorize(ctx, 'factor:write')
  const member = requireMember(ctx)
  const session = requireSession(ctx)
  const { passkeyId } = parseInput(passkeyRef, input)
  const passkey = await own.database.asAuth(async (auth) => await findOwnPasskey(auth, member.id, passkeyId))
  if (passkey === null) throw notFound()
  const now = ctx.clock.now()
  await ctx.db.tx(async (tx) => {
    await recordAudit(tx, ctx, {
      action: 'factor.remove-passkey',
      target: { kind: 'member', id: member.id, name: member.name },
      details: { passkey: passkeyId, name: passkey.name },
    })
    await own.database.asAuth(async (auth) => {
      await lockFactors(auth, member.id)
      await requireAnother(auth, member.id)
      if (!(await deletePasskey(auth, member.id, passkeyId))) throw notFound()
      await endSessionsOf(auth, member.id, now, { reason: 'factor', except: session.id })
    })
    await notifyMember(own, member, { kind: 'passkey_removed', address: ctx.ip })
  })
  return { id: passkeyId }
}

/** A member without any factor could do nothing but enrol one, and somebody else could be quicker. */
async function requireAnother(auth: Tx, memberId: string): Promise<void> {
  const account = await findAccountById(auth, memberId)
  const passkeys = await findPasskeys(auth, memberId)
  if (account?.totpSecret !== null || passkeys.length > 1) return
  throw new DomainError(
    'precondition_failed',
    'This is your only second factor. Add another passkey or an authenticator app first, then remove it.',
  )
}
