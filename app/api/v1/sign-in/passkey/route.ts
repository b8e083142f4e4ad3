import { handOverSession, knownBrowser } from '#app/api/browser-exchange.ts'
import { definePublicRoute } from '#app/api/route-kit.ts'
import { signInWithPasskey } from '#lib/modules/access/index.ts'
import { signedInOutput, signInWithPasskeyInput } from '#lib/modules/access/schemas.ts'

export const POST = definePublicRoute({
  summary: 'Signs in with a passkey alone; the session comes as a cookie.',
  body: signInWithPasskeyInput,
  response: signedInOutput,
  handler: async (ctx, { body }, exchange) => {
    const visit = { browser: knownBrowser(exchange), userAgent: exchange.headers.get('user-agent') }
    const { sid } = await signInWithPasskey(ctx, { ...body, ...visit })
    await handOverSession(exchange, sid)
    return { mustEnrol: false }
  },
})
