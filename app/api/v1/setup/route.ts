import { definePublicRoute } from '#app/api/route-kit.ts'
import { readSetupState, setUpOperator } from '#lib/modules/access/index.ts'
import { setUpOperatorInput, setUpOperatorOutput, setupStateOutput } from '#lib/modules/access/schemas.ts'

export const GET = definePublicRoute({
  summary: 'Tells whether this installation still waits for its first operator admin.',
  response: setupStateOutput,
  handler: async (ctx) => await readSetupState(ctx),
})

export const POST = definePublicRoute({
  summary: 'Makes the first operator admin, with the code that the terminal shows.',
  door: 'set-up code',
  body: setUpOperatorInput,
  response: setUpOperatorOutput,
  status: 201,
  handler: async (ctx, { body }) => await setUpOperator(ctx, body),
})
