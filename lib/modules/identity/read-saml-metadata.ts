import type { RequestContext } from '#lib/infra/context/request-context.ts'
import { notFound } from '#lib/core/errors.ts'
import { identityRuntime, type IdentityRuntime } from './identity-runtime.ts'
import { openProvider } from './open-provider.ts'
import { samlMetadata } from './saml-client.ts'

/** The description of this installation that an admin hands to a SAML provider. It holds nothing but addresses. */
export async function readSamlMetadata(
  _ctx: RequestContext,
  { providerId }: { readonly providerId: string },
  own: IdentityRuntime = identityRuntime(),
): Promise<string> {
  const provider = await openProvider(own, providerId)
  if (provider.kind !== 'saml') throw notFound()
  return samlMetadata(own, provider)
}
