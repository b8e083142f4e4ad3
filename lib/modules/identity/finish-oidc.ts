// house: acts before a scope is known: whoever comes back from a provider is nobody until its answer was checked
import type { RequestContext } from '#lib/infra/context/request-context.ts'
import { admitPerson } from './admit-person.ts'
import { endSignOn, type FinishedSignOn, type SignOnAnswer } from './end-sign-on.ts'
import { identityRuntime, type IdentityRuntime } from './identity-runtime.ts'
import { redeemCode } from './oidc-client.ts'
import { SignOnRefusal } from './sign-on-refusal.ts'
import { beganWith, browserCookieName, oidcSecretsOf, takeTransaction } from './transaction.ts'

/**
 * Finishes a sign-on by OpenID Connect: takes its one answer, redeems the code, checks the ID token, lets the person in
 * and begins a session that reaches no further than the provider's scope. Throws SignOnRefusal, which is recorded.
 */
export async function finishOidc(
  ctx: RequestContext,
  answer: SignOnAnswer,
  own: IdentityRuntime = identityRuntime(),
): Promise<FinishedSignOn> {
  const { search, cookieOf } = answer
  return await endSignOn(ctx, own, answer, {
    way: 'oidc',
    async prove(provider) {
      if (provider.kind !== 'oidc') throw new SignOnRefusal('answer', 'not an OpenID provider')
      const [state, ...more] = new URLSearchParams(search).getAll('state')
      if (state === undefined || more.length > 0) throw new SignOnRefusal('transaction', 'no state')
      const began = await beganWith(own, state)
      const browser = cookieOf(browserCookieName(began, state))
      const begun = await takeTransaction(began, provider.id, { state, browser })
      const asserted = await redeemCode(own, provider, oidcSecretsOf(began, begun), search)
      const { member, factorAt } = await admitPerson(ctx, own, provider, asserted)
      return { member, factorAt, sessionEndsAt: null, target: begun.target }
    },
  })
}
