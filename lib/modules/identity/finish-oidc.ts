// house: acts before a scope is known: whoever comes back from a provider is nobody until its answer was checked
import type { RequestContext } from '#lib/infra/context/request-context.ts'
import { beginSession } from '#lib/modules/access/index.ts'
import { admitPerson } from './admit-person.ts'
import { identityRuntime, type IdentityRuntime } from './identity-runtime.ts'
import { redeemCode } from './oidc-client.ts'
import { openProvider } from './open-provider.ts'
import { recordRefusal } from './record-refusal.ts'
import type { ProviderRow } from './repository.ts'
import { SignOnRefusal } from './sign-on-refusal.ts'
import { browserCookieName, oidcSecretsOf, takeTransaction } from './transaction.ts'

/** What the browser brings back from an OpenID provider. */
export interface OidcAnswer {
  /** From the address: each provider has its own. */
  readonly providerId: string
  /** The query with its question mark, as it came. */
  readonly search: string
  readonly cookieOf: (name: string) => string | null
  readonly userAgent: string | null
}

/** A session that began, and where to go. */
export interface FinishedSignOn {
  readonly sid: string
  readonly target: string
}

/**
 * Finishes a sign-on by OpenID Connect: takes its one answer, redeems the code, checks the ID token, lets the person in
 * and begins a session that reaches no further than the provider's scope. Throws SignOnRefusal, which is recorded.
 */
export async function finishOidc(
  ctx: RequestContext,
  answer: OidcAnswer,
  own: IdentityRuntime = identityRuntime(),
): Promise<FinishedSignOn> {
  const provider = await openProvider(own, answer.providerId)
  try {
    return await finish(ctx, own, provider, answer)
  } catch (error) {
    if (error instanceof SignOnRefusal) await recordRefusal(ctx, own, provider, error)
    throw error
  }
}

async function finish(
  ctx: RequestContext,
  own: IdentityRuntime,
  provider: ProviderRow,
  { search, cookieOf, userAgent }: OidcAnswer,
): Promise<FinishedSignOn> {
  if (provider.kind !== 'oidc') throw new SignOnRefusal('answer', 'not an OpenID provider')
  const [state, ...more] = new URLSearchParams(search).getAll('state')
  if (state === undefined || more.length > 0) throw new SignOnRefusal('transaction', 'no state')
  const browser = cookieOf(browserCookieName(own, state))
  const begun = await takeTransaction(own, provider.id, { state, browser })
  const asserted = await redeemCode(own, provider, oidcSecretsOf(own, begun), search)
  const { member, factorAt } = await admitPerson(ctx, own, provider, asserted)
  const { sid } = await beginSession(
    ctx,
    {
      member,
      way: 'oidc',
      provider: { id: provider.id, name: provider.name },
      factor: factorAt === null ? 'none' : 'provider',
      factorAt,
      userAgent,
    },
    own,
  )
  return { sid, target: begun.target }
}
