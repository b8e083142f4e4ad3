// house: acts before a scope is known: whoever comes with a response is nobody until it was checked
import type { RequestContext } from '#lib/infra/context/request-context.ts'
import { admitPerson } from './admit-person.ts'
import { identityRuntime, type IdentityRuntime } from './identity-runtime.ts'
import { openProvider, requireOpen } from './open-provider.ts'
import { recordRefusal } from './record-refusal.ts'
import type { ProviderRow } from './repository.ts'
import { checkSamlResponse } from './saml-client.ts'
import { SignOnRefusal } from './sign-on-refusal.ts'
import { beganWith, keepProved, samlRequestId, samlTicket, takeSamlAnswer } from './transaction.ts'

/** What a SAML provider has the browser post. */
export interface SamlAnswer {
  /** From the address: each provider has its own. */
  readonly providerId: string
  readonly response: string
  readonly relayState: string
}

/**
 * Takes the one response of a SAML sign-on, checks it and lets the person in; nobody is signed in yet. Returns the path
 * to which the browser goes for its session: there its cookie comes along, which it does not with a form of another site.
 * Throws SignOnRefusal, which is recorded.
 */
export async function acceptSaml(
  ctx: RequestContext,
  answer: SamlAnswer,
  own: IdentityRuntime = identityRuntime(),
): Promise<string> {
  const provider = await openProvider(own, answer.providerId)
  try {
    await requireOpen(own, provider)
    return await accept(ctx, own, provider, answer)
  } catch (error) {
    if (error instanceof SignOnRefusal) await recordRefusal(ctx, own, provider, error)
    throw error
  }
}

async function accept(
  ctx: RequestContext,
  own: IdentityRuntime,
  provider: ProviderRow,
  { response, relayState: state }: SamlAnswer,
): Promise<string> {
  if (provider.kind !== 'saml') throw new SignOnRefusal('answer', 'not a SAML provider')
  const began = await beganWith(own, state)
  await takeSamlAnswer(began, provider.id, state)
  const { asserted, ...assertion } = await checkSamlResponse(
    own,
    provider,
    samlRequestId(began, state),
    response,
  )
  const { member, factorAt } = await admitPerson(ctx, own, provider, asserted)
  await keepProved(began, state, { ...assertion, providerId: provider.id, memberId: member.id, factorAt })
  const query = new URLSearchParams({ state, ticket: samlTicket(began, state) })
  return `/api/sso/${provider.id}/finish?${query.toString()}`
}
