import { defineRoute } from '#app/api/route-kit.ts'
import { changePassword } from '#lib/modules/access/index.ts'
import { changePasswordInput, endedSessions } from '#lib/modules/access/schemas.ts'

export const POST = defineRoute({
  summary: 'Changes the own password and ends every other session.',
  permission: 'factor:write',
  body: changePasswordInput,
  response: endedSessions,
  handler: async (ctx, { body }) => await changePassword(ctx, body),
})
