import { authorize, type RequestContext } from '#lib/infra/context/request-context.ts'
import { runtime, type Runtime } from '#lib/infra/context/runtime.ts'
import { resourceTypes, schemas, serviceProviderConfig } from './domain/discovery.ts'
import { scimBaseUrl } from './scim-owner.ts'

const DESCRIPTIONS = {
  ServiceProviderConfig: serviceProviderConfig,
  ResourceTypes: resourceTypes,
  Schemas: schemas,
}

/** What an identity provider asks before it begins: what we can do, which resources there are, and their attributes. */
export async function describeScim(
  ctx: RequestContext,
  what: keyof typeof DESCRIPTIONS,
  own: Runtime = runtime(),
): Promise<object> {
  authorize(ctx, 'member:read')
  return await Promise.resolve(DESCRIPTIONS[what](scimBaseUrl(own)))
}
