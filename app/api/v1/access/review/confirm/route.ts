import { defineRoute } from '#app/api/route-kit.ts'
import { confirmBindings } from '#lib/modules/reviews/index.ts'
import { confirmBindingsInput, confirmBindingsOutput } from '#lib/modules/reviews/schemas.ts'

export const POST = defineRoute({
  summary: 'Lets roles of others stand for the next 90 days, all of them or none.',
  permission: 'access:review',
  body: confirmBindingsInput,
  response: confirmBindingsOutput,
  handler: async (ctx, { body }) => await confirmBindings(ctx, body),
})
