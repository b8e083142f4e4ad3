// house: acts before a scope is known: the browser comes for the session of whom a response proved
import type { RequestContext } from '#lib/infra/context/request-context.ts'
import { findPerson } from './federation-repository.ts'
import { endSignOn, type FinishedSignOn, type SignOnAnswer } from './end-sign-on.ts'
import { identityRuntime, type IdentityRuntime } from './identity-runtime.ts'
import { SignOnRefusal } from './sign-on-refusal.ts'
import { beganWith, browserCookieName, takeProved } from './transaction.ts'

/**
 * Finishes a SAML sign-on in the browser that both began it and brought the response, and begins its session. Throws
 * SignOnRefusal, which is recorded.
 */
export async function finishSaml(
  ctx: RequestContext,
  answer: SignOnAnswer,
  own: IdentityRuntime = identityRuntime(),
): Promise<FinishedSignOn> {
  const { search, cookieOf } = answer
  return await endSignOn(ctx, own, answer, {
    way: 'saml',
    async prove(provider) {
      const query = new URLSearchParams(search)
      const state = query.get('state') ?? ''
      const ticket = query.get('ticket') ?? ''
      const began = await beganWith(own, state)
      const browser = cookieOf(browserCookieName(began, state))
      const proved = await takeProved(began, provider.id, { state, ticket, browser })
      const member = await own.database.asAuth(async (auth) => await findPerson(auth, proved.memberId))
      if (member === null || member.state !== 'active') throw new SignOnRefusal('disabled')
      const { factorAt, sessionEndsAt, target } = proved
      return { member, factorAt, sessionEndsAt, target }
    },
  })
}
