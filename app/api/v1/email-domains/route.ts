import { defineRoute } from '#app/api/route-kit.ts'
import { claimDomain } from '#lib/modules/identity/index.ts'
import { claimDomainInput, domainView } from '#lib/modules/identity/schemas.ts'

export const POST = defineRoute({
  summary: 'Says that a domain of e-mail addresses belongs to the scope; its DNS has to prove it.',
  permission: 'identity:write',
  body: claimDomainInput,
  response: domainView,
  status: 201,
  handler: async (ctx, { body }) => await claimDomain(ctx, body),
})
