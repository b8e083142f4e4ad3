import { defineRoute } from '#app/api/route-kit.ts'
import { requestErasure } from '#lib/modules/leaving/index.ts'
import { erasureView, leavingTenantRef, requestErasureInput } from '#lib/modules/leaving/schemas.ts'

export const POST = defineRoute({
  summary: 'Erases a tenant for good: its name is the guard word, and a second person agrees.',
  permission: 'tenant:erase',
  params: leavingTenantRef,
  body: requestErasureInput.omit({ tenantId: true }),
  response: erasureView,
  status: 202,
  handler: async (ctx, { params, body }) => await requestErasure(ctx, { ...body, ...params }),
})
