// house: acts before a scope is known: the token of the link names the one account that it opens
import { DomainError } from '#lib/core/errors.ts'
import type { RequestContext } from '#lib/infra/context/request-context.ts'
import { runtime, type Runtime } from '#lib/infra/context/runtime.ts'
import { bothKeyrings } from '#lib/infra/auth/keys.ts'
import { oneTimeHash } from '#lib/infra/auth/one-time-token.ts'
import { parseInput } from '#lib/infra/http/parse-input.ts'
import { recordAudit } from '#lib/modules/audit/index.ts'
import { recordSecurityEvent } from '#lib/modules/security/index.ts'
import { actingAs } from './acting-as.ts'
import { openAgain } from './guesses.ts'
import { knownDeviceOf } from './known-device.ts'
import { unlockAccountInput, type UnlockAccountInput } from './schemas.ts'
import { claimUnlockLink } from './unlock-repository.ts'

/**
 * Opens a locked account by the link that went to its address, once. It signs nobody in; the device from which it is
 * followed is known from then on, so that whoever goes on guessing cannot lock its owner out there again. Throws
 * `precondition_failed` for a link that is no longer good.
 */
export async function unlockAccount(
  ctx: RequestContext,
  { cookies, ...input }: UnlockAccountInput & { readonly cookies: string | null },
  own: Runtime = runtime(),
): Promise<{ readonly memberId: string; readonly unlocked: true }> {
  const { token } = parseInput(unlockAccountInput, input)
  const now = own.clock.now()
  const hashes = bothKeyrings(own.keyring).map((one) => oneTimeHash(one, token))
  const member = await own.database.asAuth(async (auth) => await claimUnlockLink(auth, hashes, now))
  if (member === null) {
    throw new DomainError(
      'precondition_failed',
      'This link was used already, or is more than an hour old. A lock ends by itself within an hour; if the account is locked again, a new link comes by mail.',
    )
  }
  const acting = actingAs(ctx, member)
  await ctx.db.tx(async (tx) => {
    await recordSecurityEvent(tx, acting, {
      kind: 'account.unlocked',
      details: { reason: 'by the link that went to its address' },
    })
    await recordAudit(tx, acting, {
      action: 'account.unlock',
      target: { kind: 'member', id: member.id, name: member.name },
    })
  })
  await openAgain(own, member.email, await knownDeviceOf(own, cookies, member.id))
  return { memberId: member.id, unlocked: true }
}
