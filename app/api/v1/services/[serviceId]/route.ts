import { defineRoute } from '#app/api/route-kit.ts'
import { getService } from '#lib/modules/tenancy/index.ts'
import { serviceDetail, serviceRef } from '#lib/modules/tenancy/schemas.ts'

export const GET = defineRoute({
  summary: 'Shows one service with what it depends on and what depends on it.',
  permission: 'service:read',
  params: serviceRef,
  response: serviceDetail,
  handler: async (ctx, { params }) => await getService(ctx, params),
})
