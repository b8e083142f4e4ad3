import { defineRoute } from '#app/api/route-kit.ts'
import { askStepUp } from '#lib/modules/access/index.ts'
import { askPasskeyOutput } from '#lib/modules/access/schemas.ts'

export const POST = defineRoute({
  summary: 'Gives what a browser needs to show one of the own passkeys for step-up.',
  permission: 'profile:read-own',
  response: askPasskeyOutput,
  handler: async (ctx) => await askStepUp(ctx),
})
