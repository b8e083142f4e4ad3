// house: acts before a scope is known: the browser comes for the session of whom a response proved
import type { RequestContext } from '#lib/infra/context/request-context.ts'
import { beginSession } from '#lib/modules/access/index.ts'
import { findPerson } from './federation-repository.ts'
import type { FinishedSignOn, OidcAnswer } from './finish-oidc.ts'
import { identityRuntime, type IdentityRuntime } from './identity-runtime.ts'
import { openProvider } from './open-provider.ts'
import { recordRefusal } from './record-refusal.ts'
import type { ProviderRow } from './repository.ts'
import { SignOnRefusal } from './sign-on-refusal.ts'
import { browserCookieName, takeProved } from './transaction.ts'

/**
 * Finishes a SAML sign-on in the browser that both began it and brought the response, and begins its session. Throws
 * SignOnRefusal, which is recorded.
 */
export async function finishSaml(
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
  const query = new URLSearchParams(search)
  const state = query.get('state') ?? ''
  const ticket = query.get('ticket') ?? ''
  const browser = cookieOf(browserCookieName(own, state))
  const { memberId, factorAt, target } = await takeProved(own, provider.id, { state, ticket, browser })
  const member = await own.database.asAuth(async (auth) => await findPerson(auth, memberId))
  if (member === null || member.state !== 'active') throw new SignOnRefusal('disabled')
  const { sid } = await beginSession(
    ctx,
    {
      member,
      way: 'saml',
      provider: { id: provider.id, name: provider.name },
      factor: factorAt === null ? 'none' : 'provider',
      factorAt,
      userAgent,
    },
    own,
  )
  return { sid, target }
}
