import { handOverSession, knownBrowser } from '#app/api/browser-exchange.ts'
import { definePublicRoute } from '#app/api/route-kit.ts'
import { signInWithLink } from '#lib/modules/access/index.ts'
import { linkSignInOutput, signInWithLinkInput } from '#lib/modules/access/schemas.ts'

export const POST = definePublicRoute({
  summary: 'Signs in by a link from the own mailbox, once; the session comes as a cookie.',
  door: 'sign-in link',
  body: signInWithLinkInput,
  response: linkSignInOutput,
  handler: async (ctx, { body }, exchange) => {
    const visit = { browser: knownBrowser(exchange), userAgent: exchange.headers.get('user-agent') }
    const result = await signInWithLink(ctx, { ...body, ...visit })
    if (!result.ok) return { isSignedIn: false, wanted: result.wanted, email: result.email, mustEnrol: false }
    await handOverSession(exchange, result.sid)
    return { isSignedIn: true, wanted: null, email: null, mustEnrol: result.mustEnrol }
  },
})
