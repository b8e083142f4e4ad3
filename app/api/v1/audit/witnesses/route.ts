import { defineRoute } from '#app/api/route-kit.ts'
import { addWitness } from '#lib/modules/audit/index.ts'
import { addWitnessInput, addWitnessOutput } from '#lib/modules/audit/schemas.ts'

export const POST = defineRoute({
  summary: 'Adds a witness outside, who is given the signed heads of the audit chains.',
  permission: 'audit-anchor:write',
  body: addWitnessInput,
  response: addWitnessOutput,
  status: 201,
  handler: async (ctx, { body }) => await addWitness(ctx, body),
})
