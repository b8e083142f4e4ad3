// house: acts before a scope is known: the token of the printed link is all that the member has
import { DomainError, notFound } from '#lib/core/errors.ts'
import { bothKeyrings } from '#lib/infra/auth/keys.ts'
import { oneTimeHash } from '#lib/infra/auth/one-time-token.ts'
import type { RequestContext } from '#lib/infra/context/request-context.ts'
import { runtime, type Runtime } from '#lib/infra/context/runtime.ts'
import { parseInput } from '#lib/infra/http/parse-input.ts'
import { recordAudit } from '#lib/modules/audit/index.ts'
import { actingAs } from './acting-as.ts'
import { openAgain } from './guesses.ts'
import { hashNewPassword } from './new-password.ts'
import { claimRecoveryLink, findRecoveryLink } from './recovery-repository.ts'
import {
  finishRecoveryInput,
  type FinishRecoveryInput,
  type FinishRecoveryOutput,
} from './schemas/recovery.ts'

/**
 * Sets a new password with the link that the machine printed, once. Signing in and enrolling a second factor follow, as for
 * everybody. Throws `not_found` for a link that is unknown or over, and `invalid_input` for a password that cannot be used.
 */
export async function finishRecovery(
  ctx: RequestContext,
  input: FinishRecoveryInput,
  own: Runtime = runtime(),
): Promise<FinishRecoveryOutput> {
  const { token, password } = parseInput(finishRecoveryInput, input)
  const now = ctx.clock.now()
  const tokenHashes = bothKeyrings(own.keyring).map((one) => oneTimeHash(one, token))
  const member = await findRecoveryLink(own.database, tokenHashes, now)
  if (member === null) throw notFound()
  const passwordHash = await hashNewPassword(password, member)
  await ctx.db.tx(async (tx) => {
    await recordAudit(tx, actingAs(ctx, member), {
      action: 'access.recover.finish',
      target: { kind: 'member', id: member.id, name: member.name },
    })
    const used = await own.database.asAuth(
      async (auth) => await claimRecoveryLink(auth, { tokenHashes, passwordHash, now }),
    )
    if (!used) throw new DomainError('conflict', 'This link was used just now.')
  })
  // Whoever locked the account by guessing does not keep its owner out now.
  await openAgain(own, member.email, null)
  return { email: member.email }
}
