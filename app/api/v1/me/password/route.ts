import { rememberDevice } from '#app/api/browser-exchange.ts'
import { defineRoute } from '#app/api/route-kit.ts'
import { changePassword } from '#lib/modules/access/index.ts'
import { changePasswordInput, endedSessions } from '#lib/modules/access/schemas.ts'

export const POST = defineRoute({
  summary: 'Changes the own password and ends every other session.',
  permission: 'factor:write',
  body: changePasswordInput,
  response: endedSessions,
  handler: async (ctx, { body }, exchange) => {
    const ended = await changePassword(ctx, body)
    // Every device is unknown with the new password, but for this one, where the second factor was just shown.
    if (ctx.actor.kind === 'member') await rememberDevice(exchange, ctx.actor.id)
    return ended
  },
})
