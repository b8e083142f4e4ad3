import { defineRoute } from '#app/api/route-kit.ts'
import { verifyDomain } from '#lib/modules/identity/index.ts'
import { domainRef, domainView } from '#lib/modules/identity/schemas.ts'

export const POST = defineRoute({
  summary: 'Looks for the record of a domain in its DNS, and makes the domain the scope’s when it is there.',
  permission: 'identity:write',
  params: domainRef,
  response: domainView,
  handler: async (ctx, { params }) => await verifyDomain(ctx, params),
})
