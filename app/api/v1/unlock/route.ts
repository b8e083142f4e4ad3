import { rememberDevice } from '#app/api/browser-exchange.ts'
import { definePublicRoute } from '#app/api/route-kit.ts'
import { unlockAccount } from '#lib/modules/access/index.ts'
import { unlockAccountInput, unlockAccountOutput } from '#lib/modules/access/schemas.ts'

export const POST = definePublicRoute({
  summary: 'Opens a locked account by the link that went to its address, once; it signs nobody in.',
  door: 'unlock link',
  body: unlockAccountInput,
  response: unlockAccountOutput,
  handler: async (ctx, { body }, exchange) => {
    const { memberId, unlocked } = await unlockAccount(ctx, {
      ...body,
      cookies: exchange.headers.get('cookie'),
    })
    await rememberDevice(exchange, memberId)
    return { unlocked }
  },
})
