import { defineRoute } from '#app/api/route-kit.ts'
import { readLeaving } from '#lib/modules/leaving/index.ts'
import { leavingTenantRef, leavingView } from '#lib/modules/leaving/schemas.ts'

export const GET = defineRoute({
  summary: 'Shows the exports of a tenant, and from above how far its erasure is.',
  permission: 'tenant:read',
  params: leavingTenantRef,
  response: leavingView,
  handler: async (ctx, { params }) => await readLeaving(ctx, params),
})
