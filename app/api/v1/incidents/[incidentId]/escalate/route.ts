import { defineRoute } from '#app/api/route-kit.ts'
import { escalateByHand } from '#lib/modules/incidents/index.ts'
import { escalateByHandInput, escalateByHandOutput, incidentRef } from '#lib/modules/incidents/schemas.ts'

export const POST = defineRoute({
  summary:
    'Pages the next step of the escalation now, also while somebody has the incident. Naming a step again pages nobody twice.',
  permission: 'incident:write',
  params: incidentRef,
  body: escalateByHandInput.omit({ incidentId: true }),
  response: escalateByHandOutput,
  handler: async (ctx, { params, body }) => await escalateByHand(ctx, { ...body, ...params }),
})
