import { SAML, ValidateInResponseTo } from '@node-saml/node-saml'
import { assertedFromAssertion, type ReadAssertion, type SamlExpectation } from './domain/saml-assertion.ts'
import { samlTextFault } from './domain/saml-text.ts'
import { ownAddresses } from './domain/provider.ts'
import type { IdentityRuntime } from './identity-runtime.ts'
import type { ProviderRow } from './repository.ts'
import { samlSettings } from './schemas.ts'
import { SignOnRefusal } from './sign-on-refusal.ts'

/** Milliseconds by which the clocks of a provider and of ours may differ. */
const SKEW_MS = 60_000

/** The library for one sign-on: it answers to one request id, whose life is that of our transaction. */
function samlOf(own: IdentityRuntime, row: ProviderRow, requestId: string): SAML {
  const settings = samlSettings.parse(row.settings)
  const { entityId, acsUrl } = ownAddresses(own.publicUrl, row.id)
  const begunAt = own.clock.now()
  return new SAML({
    issuer: entityId,
    audience: entityId,
    callbackUrl: acsUrl,
    entryPoint: settings.ssoUrl,
    idpIssuer: settings.entityId,
    idpCert: settings.certificates,
    wantAssertionsSigned: true,
    wantAuthnResponseSigned: settings.wantsResponseSigned,
    acceptedClockSkewMs: SKEW_MS,
    identifierFormat: null,
    disableRequestedAuthnContext: true,
    generateUniqueId: () => requestId,
    validateInResponseTo: ValidateInResponseTo.always,
    cacheProvider: {
      saveAsync: async (_key, value) => await Promise.resolve({ value, createdAt: begunAt.getTime() }),
      getAsync: async (key) => await Promise.resolve(key === requestId ? begunAt.toISOString() : null),
      removeAsync: async (key) => await Promise.resolve(key),
    },
  })
}

/** Where the browser is sent, with a request in the address (HTTP-Redirect binding). */
export const samlRequestUrl = async (
  own: IdentityRuntime,
  row: ProviderRow,
  request: { readonly id: string; readonly relayState: string },
): Promise<string> =>
  await samlOf(own, row, request.id).getAuthorizeUrlAsync(request.relayState, undefined, {})

/**
 * Checks a response: its text before a parser sees it, its signature by the library, and then everything that matters
 * again in the one element that was signed. Throws SignOnRefusal.
 */
export async function checkSamlResponse(
  own: IdentityRuntime,
  row: ProviderRow,
  requestId: string,
  response: string,
): Promise<ReadAssertion> {
  const fault = samlTextFault(response, ownAddresses(own.publicUrl, row.id).acsUrl)
  if (fault !== null) throw new SignOnRefusal('answer', fault)
  try {
    const { profile } = await samlOf(own, row, requestId).validatePostResponseAsync({
      SAMLResponse: response,
    })
    const settings = samlSettings.parse(row.settings)
    const { entityId, acsUrl } = ownAddresses(own.publicUrl, row.id)
    const expected: SamlExpectation = {
      issuer: settings.entityId,
      audience: entityId,
      recipient: acsUrl,
      requestId,
      attributes: {
        email: settings.emailAttribute,
        name: settings.nameAttribute,
        groups: settings.groupsAttribute,
      },
      now: own.clock.now(),
      skewMs: SKEW_MS,
    }
    const read = assertedFromAssertion(profile?.getAssertion?.(), expected)
    if (typeof read === 'string') throw new SignOnRefusal('answer', read)
    return read
  } catch (error) {
    if (error instanceof SignOnRefusal) throw error
    const text = error instanceof Error ? error.message : 'unknown'
    throw new SignOnRefusal(
      text.startsWith('SAML provider returned') ? 'denied' : 'answer',
      text.slice(0, 300),
      error,
    )
  }
}

/** The description of this installation for a provider (metadata of a service provider). */
export const samlMetadata = (own: IdentityRuntime, row: ProviderRow): string =>
  samlOf(own, row, '_metadata').generateServiceProviderMetadata(null, null)
