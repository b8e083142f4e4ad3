// house: acts before a scope is known: the token of the link names the one account that it is for
import { operatorScope } from '#lib/core/scope.ts'
import type { RequestContext } from '#lib/infra/context/request-context.ts'
import { runtime, type Runtime } from '#lib/infra/context/runtime.ts'
import { endSessionsOf } from '#lib/infra/auth/session.ts'
import { parseInput } from '#lib/infra/http/parse-input.ts'
import { recordAudit } from '#lib/modules/audit/index.ts'
import { recordSecurityEvent } from '#lib/modules/security/index.ts'
import { actingAs } from './acting-as.ts'
import { endPending } from './end-pending.ts'
import { openAgain } from './guesses.ts'
import { hashNewPassword } from './new-password.ts'
import { notifyMember } from './notify-member.ts'
import { judgeLinkFactor, linkOver, openSignInLink, shownLink } from './open-sign-in-link.ts'
import { findScopeName } from './repository.ts'
import { resetPasswordInput, type ResetPasswordInput, type ResetPasswordOutput } from './schemas.ts'
import { claimSignInLink } from './sign-in-link-repository.ts'
import { changePasswordHash, clearFailures } from './sign-in-repository.ts'

/**
 * Sets the password of a member who forgot it, by a link from the own mailbox and the second factor when there is one.
 * Every session ends, and the member is told by mail. A password that cannot be used costs neither link nor code.
 */
export async function resetPassword(
  ctx: RequestContext,
  { browser, ...input }: ResetPasswordInput & { readonly browser: string },
  own: Runtime = runtime(),
): Promise<ResetPasswordOutput> {
  const { password, ...rest } = parseInput(resetPasswordInput, input)
  const shown = { ...rest, browser }
  const link = shownLink(own, shown, 'password')
  const account = await openSignInLink(own, link)
  const organisation = await own.database.asAuth(async (auth) => await findScopeName(auth, operatorScope))
  const { id, name, email } = account
  const passwordHash = await hashNewPassword(password, { name, email, organisation })
  const judged = await judgeLinkFactor(own, ctx, account, shown)
  if (!judged.isRight) return { isSet: false, wanted: judged.wanted, email, ended: 0 }
  return await ctx.db.tx(async (tx) => {
    const now = own.clock.now()
    const ended = await own.database.asAuth(async (auth) => {
      if (!(await claimSignInLink(auth, link, now))) throw linkOver()
      await endPending(auth, id, now)
      await changePasswordHash(auth, id, passwordHash)
      await clearFailures(auth, id)
      return await endSessionsOf(auth, id, now, { reason: 'password' })
    })
    await recordAudit(tx, actingAs(ctx, account), {
      action: 'password.reset',
      target: { kind: 'member', id, name },
      details: {
        before: { password: account.passwordHash === null ? 'none' : 'set' },
        after: { password: 'replaced' },
        factor: judged.factor,
        sessionsEnded: ended,
      },
    })
    await recordSecurityEvent(tx, actingAs(ctx, account), {
      kind: 'password.changed',
      details: { by: 'a link by mail', sessionsEnded: ended },
    })
    // Whoever reads the mailbox and shows the factor is the owner: what was guessed at the old password is over.
    await openAgain(own, email, null)
    await notifyMember(own, account, { kind: 'password', address: ctx.ip })
    return { isSet: true, wanted: null, email, ended }
  })
}
