import { invalidField } from '#lib/core/errors.ts'
import { authorize, type RequestContext } from '#lib/infra/context/request-context.ts'
import { runtime, type Runtime } from '#lib/infra/context/runtime.ts'
import { emailChangeToken, oneTimeHash } from '#lib/infra/auth/one-time-token.ts'
import { newId } from '#lib/infra/db/index.ts'
import { parseInput } from '#lib/infra/http/parse-input.ts'
import { recordAudit } from '#lib/modules/audit/index.ts'
import { requireMember } from './acting.ts'
import { insertEmailChange } from './email-change-repository.ts'
import { notifyMember } from './notify-member.ts'
import { askEmailChangeInput, type AskEmailChangeInput, type AskEmailChangeOutput } from './schemas.ts'

const LIFETIME_MS = 3_600_000

/**
 * Asks for another address of one's own. A link goes to the new one, good once within an hour, and word to the present
 * one; nothing changes before the link is followed. Whether the new one is somebody else's is not told here.
 */
export async function askEmailChange(
  ctx: RequestContext,
  input: AskEmailChangeInput,
  own: Runtime = runtime(),
): Promise<AskEmailChangeOutput> {
  authorize(ctx, 'factor:write')
  const member = requireMember(ctx)
  const { email } = parseInput(askEmailChangeInput, input)
  if (email === member.email) throw invalidField('email', 'this is your address already; name another one')
  const id = newId()
  const createdAt = ctx.clock.now()
  const expiresAt = new Date(createdAt.getTime() + LIFETIME_MS)
  const tokenHash = oneTimeHash(own.keyring, emailChangeToken(own.keyring, id))
  await ctx.db.tx(async (tx) => {
    await recordAudit(tx, ctx, {
      action: 'email.ask-change',
      target: { kind: 'member', id: member.id, name: member.name },
      details: { email },
    })
    await own.database.asAuth(
      async (auth) =>
        await insertEmailChange(auth, {
          id,
          memberId: member.id,
          newEmail: email,
          tokenHash,
          createdAt,
          expiresAt,
        }),
    )
    await notifyMember(own, member, { kind: 'email_asked', newEmail: email, address: ctx.ip })
    const notice = { kind: 'email_confirm', changeId: id, expiresAt: expiresAt.toISOString() } as const
    await notifyMember(own, { id: member.id, email }, notice)
  })
  return { email, expiresAt: expiresAt.toISOString() }
}
