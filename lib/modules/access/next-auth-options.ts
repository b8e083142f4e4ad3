import type { NextAuthOptions } from 'next-auth'
import { visitorContext } from '#lib/infra/context/http-context.ts'
import type { RequestContext } from '#lib/infra/context/request-context.ts'
import type { Runtime } from '#lib/infra/context/runtime.ts'
import { browserOf } from '#lib/infra/auth/browser-cookie.ts'
import { openSessionToken, sessionCookie } from '#lib/infra/auth/session-cookie.ts'
import { LONGEST_SESSION_SECONDS } from '#lib/core/session-limits.ts'
import { lookupSession, rotateSession } from '#lib/infra/auth/session.ts'
import { shownPasskey, type ShownPasskey } from './schemas.ts'
import { signIn, type SignInRefusal, type SignInRequest, type SignInResult } from './sign-in.ts'
import { SignOnOnlyError } from './sign-on-only.ts'
import { signOut } from './sign-out.ts'

/** What the sign-in page is told: the reason, or `wait:` or `locked:` and the seconds. */
const signInErrorCode = (refusal: SignInRefusal): string =>
  refusal.reason === 'wait' ? `${refusal.isLocked ? 'locked' : 'wait'}:${refusal.seconds}` : refusal.reason

/** Signs in; throws the code of the sign-in page for a member who has to come by sign-on, with the provider's id. */
async function signInOrLead(
  ctx: RequestContext,
  request: SignInRequest,
  own: Runtime,
): Promise<SignInResult> {
  try {
    return await signIn(ctx, request, own)
  } catch (error) {
    throw error instanceof SignOnOnlyError
      ? new Error(`sign_on:${error.provider?.id ?? ''}`, { cause: error })
      : error
  }
}

const header = (headers: unknown, name: string): string | null => {
  const value: unknown =
    typeof headers === 'object' && headers !== null ? Reflect.get(headers, name) : undefined
  return typeof value === 'string' ? value : null
}

/** The passkey of the form; what is no JSON, or none of ours, is a wrong one. */
function shownOf(text: string): ShownPasskey {
  try {
    return shownPasskey.parse(JSON.parse(text))
  } catch {
    throw new Error('passkey_wrong')
  }
}

type Visit = (headers: unknown) => RequestContext

/** The form of e-mail, password and code. Made by hand: the factory is a default export that Node and Next see differently. */
const credentialsProvider = (own: Runtime, visit: Visit): NextAuthOptions['providers'][number] => ({
  id: 'credentials',
  name: 'Bailiwick',
  type: 'credentials',
  credentials: { email: {}, password: {}, code: {}, passkey: {} },
  async authorize(given, request) {
    const { email = '', password = '', code = '', passkey = '' } = given ?? {}
    const result = await signInOrLead(
      visit(request.headers),
      {
        email,
        password,
        ...(code === '' ? {} : { code }),
        ...(passkey === '' ? {} : { passkey: shownOf(passkey) }),
        userAgent: header(request.headers, 'user-agent'),
        browser: browserOf(header(request.headers, 'cookie'), own.publicUrl) ?? '',
        cookies: header(request.headers, 'cookie'),
      },
      own,
    )
    // next-auth hands the message of what is thrown here on to the sign-in page, as `error`.
    if (!result.ok) throw new Error(signInErrorCode(result))
    return { id: result.sid }
  },
})

const callbacks = (own: Runtime): NonNullable<NextAuthOptions['callbacks']> => ({
  // Nothing but the pointer goes into the cookie.
  async jwt({ token, user, trigger }) {
    if (trigger === 'signIn') return { sid: user.id }
    if (trigger !== 'update' || token.sid === undefined) return token
    const sid = await rotateSession(own, token.sid)
    return sid === null ? token : { sid }
  },
  async session({ token }) {
    const row = token.sid === undefined ? null : await lookupSession(own, token.sid)
    if (row === null) return { expires: new Date(0).toISOString() }
    const { name, email } = row.member
    return { user: { name, email }, expires: row.deadlines.endsAt.toISOString() }
  },
})

/**
 * How next-auth signs people in: a form, and a cookie that is no more than an encrypted pointer to a row of `session`,
 * which is asked on every request. `POST /api/auth/session` gives the session a new id: pages do it after
 * they changed a factor; step-up does it by itself. `headers` are those of the request, from which a sign-out is on record.
 */
export function nextAuthOptions(own: Runtime, headers: unknown = null): NextAuthOptions {
  const cookie = sessionCookie(own.publicUrl)
  const visit: Visit = (of) => visitorContext(own, { forwardedFor: header(of, 'x-forwarded-for') })
  const { log } = own
  return {
    secret: own.keyring.nextAuth,
    jwt: {
      decode: async ({ token }) => (token === undefined ? null : await openSessionToken(own.keyring, token)),
    },
    // The longest that any member's may last; `limitSessionCookie` gives the cookie the age of its own session.
    session: { strategy: 'jwt', maxAge: LONGEST_SESSION_SECONDS },
    useSecureCookies: cookie.options.secure,
    cookies: { sessionToken: { name: cookie.name, options: { ...cookie.options } } },
    pages: { signIn: '/sign-in', signOut: '/sign-in', error: '/sign-in' },
    providers: [credentialsProvider(own, visit)],
    callbacks: callbacks(own),
    events: {
      async signOut({ token }) {
        if (token.sid !== undefined) await signOut(visit(headers), { sid: token.sid }, own)
      },
    },
    logger: {
      error: (code, metadata) =>
        log.error({ code, err: metadata instanceof Error ? metadata : undefined }, 'next-auth'),
      warn: (code) => log.warn({ code }, 'next-auth'),
      debug: (code) => log.debug({ code }, 'next-auth'),
    },
  }
}
