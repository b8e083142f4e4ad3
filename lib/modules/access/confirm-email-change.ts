// house: acts before a scope is known: the token of the link names the one account that it is for
import { DomainError } from '#lib/core/errors.ts'
import type { RequestContext } from '#lib/infra/context/request-context.ts'
import { runtime, type Runtime } from '#lib/infra/context/runtime.ts'
import { bothKeyrings } from '#lib/infra/auth/keys.ts'
import { oneTimeHash } from '#lib/infra/auth/one-time-token.ts'
import { parseInput } from '#lib/infra/http/parse-input.ts'
import { recordAudit } from '#lib/modules/audit/index.ts'
import { actingAs } from './acting-as.ts'
import { changeEmail, claimEmailChange } from './email-change-repository.ts'
import { endSignInLinks } from './sign-in-link-repository.ts'
import { notifyMember } from './notify-member.ts'
import {
  confirmEmailChangeInput,
  type ConfirmEmailChangeInput,
  type ConfirmEmailChangeOutput,
} from './schemas.ts'

/**
 * Makes the address that a link went to the one of its member, once. The former address gets word. Throws
 * `precondition_failed` for a link that is no longer good, and `conflict` when somebody else has the address.
 */
export async function confirmEmailChange(
  ctx: RequestContext,
  input: ConfirmEmailChangeInput,
  own: Runtime = runtime(),
): Promise<ConfirmEmailChangeOutput> {
  const { token } = parseInput(confirmEmailChangeInput, input)
  const hashes = bothKeyrings(own.keyring).map((one) => oneTimeHash(one, token))
  return await ctx.db.tx(async (tx) => {
    const { member, newEmail } = await own.database.asAuth(async (auth) => {
      const change = await claimEmailChange(auth, hashes, own.clock.now())
      if (change === null) {
        throw new DomainError(
          'precondition_failed',
          'This link was used, replaced by a later one, or is more than an hour old. Ask for the change again on your profile.',
        )
      }
      await changeEmail(auth, change.member.id, change.newEmail)
      // What lies in the former mailbox is good no more.
      await endSignInLinks(auth, change.member.id, own.clock.now())
      return change
    })
    await recordAudit(tx, actingAs(ctx, member), {
      action: 'email.change',
      target: { kind: 'member', id: member.id, name: member.name },
      details: { before: { email: member.email }, after: { email: newEmail } },
    })
    await notifyMember(own, member, { kind: 'email_changed', address: ctx.ip })
    return { email: newEmail }
  })
}
