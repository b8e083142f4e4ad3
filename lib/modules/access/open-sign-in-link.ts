// house: acts before a scope is known: it belongs to finding out who somebody is
import { DomainError, invalidField } from '#lib/core/errors.ts'
import type { RequestContext } from '#lib/infra/context/request-context.ts'
import type { Runtime } from '#lib/infra/context/runtime.ts'
import { browserHashes } from '#lib/infra/auth/browser-cookie.ts'
import { bothKeyrings } from '#lib/infra/auth/keys.ts'
import { oneTimeHash } from '#lib/infra/auth/one-time-token.ts'
import { recordAudit } from '#lib/modules/audit/index.ts'
import { recordSecurityEvent } from '#lib/modules/security/index.ts'
import { actingAs } from './acting-as.ts'
import { reserveOwnAttempt } from './attempts.ts'
import {
  isStillToCome,
  judgeFactor,
  type AcceptedFactor,
  type FactorRefusal,
  type WantedFactor,
} from './judge-factor.ts'
import { notingWaits } from './noting-waits.ts'
import { notifyMember } from './notify-member.ts'
import type { ShownPasskey } from './schemas.ts'
import { clearFailures, hasFactor, type Account } from './sign-in-repository.ts'
import { findLinkAccount, type LinkPurpose, type ShownLink } from './sign-in-link-repository.ts'

/** What somebody shows who followed a link. */
export interface LinkShowing {
  readonly token: string
  /** Value of the cookie of the browser; empty when it has none. */
  readonly browser: string
  readonly code?: string | undefined
  readonly passkey?: ShownPasskey | undefined
}

/** The link of a showing, as it is looked up. */
export const shownLink = (
  own: Runtime,
  { token, browser }: LinkShowing,
  purpose: LinkPurpose,
): ShownLink => ({
  tokenHashes: bothKeyrings(own.keyring).map((one) => oneTimeHash(one, token)),
  browsers: browserHashes(own.keyring, browser),
  purpose,
})

/** The one refusal of links, whatever is the matter with them: it tells nobody whether there is such a link. */
export const linkOver = (): DomainError =>
  new DomainError(
    'precondition_failed',
    'This link was used, is more than 15 minutes old, or was asked for in another browser than this one. Ask for a new one here.',
  )

/** The member whom an open link names; throws the one refusal otherwise. */
export async function openSignInLink(own: Runtime, link: ShownLink): Promise<Account> {
  const account = await own.database.asAuth(
    async (auth) => await findLinkAccount(auth, link, own.clock.now()),
  )
  if (account === null) throw linkOver()
  return account
}

/** The second factor beside a link: what was accepted, or which one is still to be shown. */
export type LinkFactor =
  | { readonly isRight: true; readonly factor: AcceptedFactor }
  | { readonly isRight: false; readonly wanted: WantedFactor }

/**
 * Judges the second factor of a member who followed a link. Wrong ones count and wait like those after a password; a
 * link without any is asked for one and stays good.
 */
export async function judgeLinkFactor(
  own: Runtime,
  ctx: RequestContext,
  account: Account,
  { code, passkey, browser }: LinkShowing,
): Promise<LinkFactor> {
  const isGiven = code !== undefined || passkey !== undefined
  if (isGiven && hasFactor(account))
    await notingWaits(
      ctx,
      { member: account, way: 'link' },
      async () => await reserveOwnAttempt(own, account.id),
    )
  const given = { code, passkey, browsers: browserHashes(own.keyring, browser) }
  const judged = await judgeFactor(own, account, given)
  if (judged.isRight) {
    await own.database.asAuth(async (auth) => await clearFailures(auth, account.id))
    if (judged.factor === 'recovery')
      await notifyMember(own, account, { kind: 'recovery_code_used', address: ctx.ip })
    return judged
  }
  if (isStillToCome(judged.reason)) return { isRight: false, wanted: judged.reason }
  const acting = actingAs(ctx, account)
  await ctx.db.tx(async (tx) => {
    await recordSecurityEvent(tx, acting, {
      kind: 'factor.failed',
      details: { way: 'link', reason: judged.reason, isMember: true },
    })
    await recordAudit(tx, acting, {
      action: 'session.refuse',
      target: { kind: 'member', id: account.id, name: account.name },
      details: { reason: judged.reason, way: 'link' },
    })
  })
  throw factorFault(judged.reason)
}

const factorFault = (reason: FactorRefusal): DomainError =>
  reason === 'passkey_wrong'
    ? invalidField('passkey', 'this passkey was not accepted; try it again, or use a recovery code')
    : invalidField(
        'code',
        'this code is wrong or was used already; wait for the next one, or use a recovery code',
      )
