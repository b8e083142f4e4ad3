import { defineRoute } from '#app/api/route-kit.ts'
import { readSessionSettings, setSessionLimits } from '#lib/modules/access/index.ts'
import { sessionSettingsView, setSessionLimitsInput } from '#lib/modules/access/schemas.ts'

export const GET = defineRoute({
  summary: 'Says how long sessions last, how many are open and how many ended ones are kept.',
  permission: 'access:read',
  response: sessionSettingsView,
  handler: async (ctx) => await readSessionSettings(ctx),
})

export const PUT = defineRoute({
  summary: 'Sets how long sessions last; shorter limits bite in running sessions.',
  permission: 'operator:write',
  body: setSessionLimitsInput,
  response: sessionSettingsView,
  handler: async (ctx, { body }) => await setSessionLimits(ctx, body),
})
