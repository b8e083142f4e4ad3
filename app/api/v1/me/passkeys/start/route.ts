import { defineRoute } from '#app/api/route-kit.ts'
import { startPasskey } from '#lib/modules/access/index.ts'
import { startPasskeyOutput } from '#lib/modules/access/schemas.ts'

export const POST = defineRoute({
  summary: 'Gives what a browser needs to make a passkey.',
  permission: 'factor:write',
  response: startPasskeyOutput,
  handler: async (ctx) => await startPasskey(ctx),
})
