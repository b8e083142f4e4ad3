import type { RequestContext } from '#lib/infra/context/request-context.ts'
import { parseInput } from '#lib/infra/http/parse-input.ts'
import { identityRuntime, type IdentityRuntime } from './identity-runtime.ts'
import { authorizationUrl, refusalFrom } from './oidc-client.ts'
import { openProvider, requireOpen } from './open-provider.ts'
import type { ProviderRow } from './repository.ts'
import { samlRequestUrl } from './saml-client.ts'
import { startSignOnInput, type StartSignOnInput } from './schemas.ts'
import {
  beginTransaction,
  browserCookieName,
  oidcSecretsOf,
  samlRequestId,
  type Begun,
} from './transaction.ts'

/** Where to send the browser, and the cookie that binds the sign-on to it. */
export interface StartedSignOn {
  readonly location: string
  readonly cookie: { readonly name: string; readonly value: string }
}

/**
 * Begins a sign-on at a provider: nobody is signed in yet, and nothing but the way back is kept. Throws SignOnRefusal for
 * a provider that is not active, does not answer, belongs to a suspended tenant, or for which nobody answers whose role lasts.
 */
export async function startSignOn(
  ctx: RequestContext,
  input: StartSignOnInput,
  own: IdentityRuntime = identityRuntime(),
): Promise<StartedSignOn> {
  const { providerId, target } = parseInput(startSignOnInput, input)
  const provider = await openProvider(own, providerId)
  await requireOpen(own, provider)
  const begun = await beginTransaction(own, providerId, target)
  ctx.log.info({ providerId }, 'sign-on begun')
  const location = await locationOf(own, provider, begun)
  return { location, cookie: { name: browserCookieName(own, begun.state), value: begun.browser } }
}

async function locationOf(own: IdentityRuntime, provider: ProviderRow, begun: Begun): Promise<string> {
  try {
    if (provider.kind === 'saml') {
      const request = { id: samlRequestId(own, begun.state), relayState: begun.state }
      return await samlRequestUrl(own, provider, request)
    }
    return (await authorizationUrl(own, provider, oidcSecretsOf(own, begun))).href
  } catch (error) {
    throw refusalFrom(error)
  }
}
