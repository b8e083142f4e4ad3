import { invalidField } from '#lib/core/errors.ts'
import { ownerOf } from '#lib/core/scope.ts'
import type { RequestContext } from '#lib/infra/context/request-context.ts'
import type { Runtime } from '#lib/infra/context/runtime.ts'
import type { ScimOwner } from './repository.ts'

/** Whose users a request is about; throws `invalid_input` in operator scope, which has no list of its own. */
export function scimOwner(ctx: RequestContext): ScimOwner {
  const { platformId, tenantId } = ownerOf(ctx.scope)
  if (platformId !== null) return { platformId, tenantId }
  throw invalidField(
    'scope',
    'choose a platform or a tenant: an identity provider keeps the members of one of them in step',
  )
}

/** Where an identity provider finds our SCIM. */
export const scimBaseUrl = ({ publicUrl }: Runtime): string => `${publicUrl.replace(/\/$/, '')}/api/scim/v2`
