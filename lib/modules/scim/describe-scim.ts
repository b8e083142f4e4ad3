import { authorize, type RequestContext } from '#lib/infra/context/request-context.ts'
import { runtime, type Runtime } from '#lib/infra/context/runtime.ts'
import { resourceTypes, schemas, serviceProviderConfig } from './domain/discovery.ts'
import { scimNotFound } from './domain/scim-error.ts'
import { scimBaseUrl } from './scim-owner.ts'

const LISTS = { ResourceTypes: resourceTypes, Schemas: schemas }

/**
 * What an identity provider asks before it begins: what we can do, which resources there are, and their attributes. With an
 * id one of a list; throws the 404 of SCIM for one that is not on it.
 */
export async function describeScim(
  ctx: RequestContext,
  what: keyof typeof LISTS | 'ServiceProviderConfig',
  { id, own = runtime() }: { readonly id?: string; readonly own?: Runtime } = {},
): Promise<object> {
  authorize(ctx, 'member:read')
  const base = scimBaseUrl(own)
  if (what === 'ServiceProviderConfig') return await Promise.resolve(serviceProviderConfig(base))
  const list = LISTS[what](base)
  if (id === undefined) return list
  // URNs have no case (RFC 8141 §3.1).
  const found = list.Resources.find((one) => one.id.toLowerCase() === id.toLowerCase())
  if (found === undefined) throw scimNotFound()
  return found
}
