// house: acts before a scope is known: whoever types an address did not sign in
import type { RequestContext } from '#lib/infra/context/request-context.ts'
import { runtime, type Runtime } from '#lib/infra/context/runtime.ts'
import { parseInput } from '#lib/infra/http/parse-input.ts'
import { domainOfEmail } from './domain/email-domain.ts'
import { findChoices, findDomainOwner } from './federation-repository.ts'
import { findSignOnInput, type FindSignOnInput, type FindSignOnOutput } from './schemas.ts'

/**
 * The active identity providers for the domain of an address. The answer depends on the domain alone, never on whether
 * there is such a member.
 */
export async function findSignOn(
  _ctx: RequestContext,
  input: FindSignOnInput,
  own: Runtime = runtime(),
): Promise<FindSignOnOutput> {
  const { email } = parseInput(findSignOnInput, input)
  const domain = domainOfEmail(email)
  if (domain === null) return { providers: [] }
  return await own.database.asAuth(async (auth) => {
    const owner = await findDomainOwner(auth, domain)
    return { providers: owner === null ? [] : await findChoices(auth, owner) }
  })
}
