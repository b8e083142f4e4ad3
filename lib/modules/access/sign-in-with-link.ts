// house: acts before a scope is known: the token of the link names the one account that it is for
import type { RequestContext } from '#lib/infra/context/request-context.ts'
import { runtime, type Runtime } from '#lib/infra/context/runtime.ts'
import { parseInput } from '#lib/infra/http/parse-input.ts'
import { beginSession, type BegunSession } from './begin-session.ts'
import type { WantedFactor } from './judge-factor.ts'
import { judgeLinkFactor, linkOver, openSignInLink, shownLink } from './open-sign-in-link.ts'
import { signInWithLinkInput, type SignInWithLinkInput } from './schemas.ts'
import { claimSignInLink } from './sign-in-link-repository.ts'

/** The request of somebody who followed a link. */
export type LinkSignInRequest = SignInWithLinkInput & {
  readonly browser: string
  readonly userAgent: string | null
}

/** A session that was begun; or the second factor that is still to be shown, while the link stays good. */
export type LinkSignInResult =
  | (BegunSession & { readonly mustEnrol: boolean })
  | { readonly ok: false; readonly wanted: WantedFactor; readonly email: string }

/**
 * Signs a member in by a link from the own mailbox, once, in the browser that asked for it, together with the second
 * factor when there is one. Throws `precondition_failed` for every link that is no longer good, in one sentence.
 */
export async function signInWithLink(
  ctx: RequestContext,
  { browser, userAgent, ...input }: LinkSignInRequest,
  own: Runtime = runtime(),
): Promise<LinkSignInResult> {
  const shown = { ...parseInput(signInWithLinkInput, input), browser }
  const link = shownLink(own, shown, 'sign-in')
  const account = await openSignInLink(own, link)
  const judged = await judgeLinkFactor(own, ctx, account, shown)
  if (!judged.isRight) return { ok: false, wanted: judged.wanted, email: account.email }
  const isClaimed = await own.database.asAuth(
    async (auth) => await claimSignInLink(auth, link, own.clock.now()),
  )
  if (!isClaimed) throw linkOver()
  const { factor } = judged
  const begun = await beginSession(ctx, { member: account, way: 'link', factor, userAgent }, own)
  return { ...begun, mustEnrol: factor === 'none' }
}
