import { defineRoute } from '#app/api/route-kit.ts'
import { touched } from '#lib/modules/access/schemas.ts'
import { releaseDomain } from '#lib/modules/identity/index.ts'
import { domainRef } from '#lib/modules/identity/schemas.ts'

export const DELETE = defineRoute({
  summary: 'Gives a domain of the scope back.',
  permission: 'identity:write',
  params: domainRef,
  response: touched,
  handler: async (ctx, { params }) => await releaseDomain(ctx, params),
})
