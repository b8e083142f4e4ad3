import { DomainError } from '#lib/core/errors.ts'
import { browserCookie, browserOf, newBrowser } from '#lib/infra/auth/browser-cookie.ts'
import {
  cookieValue,
  issueSessionCookie,
  readSessionCookie,
  sessionCookie,
} from '#lib/infra/auth/session-cookie.ts'
import { cookieSeconds, lookupSession, rotateSession } from '#lib/infra/auth/session.ts'
import { runtime } from '#lib/infra/context/runtime.ts'
import type { Exchange } from '#lib/infra/http/define-route.ts'
import { knownDeviceCookie } from '#lib/modules/access/index.ts'

/** The value by which the browser of this request is known; empty when it has none. */
export const knownBrowser = ({ headers }: Exchange): string =>
  browserOf(headers.get('cookie'), runtime().publicUrl) ?? ''

/** The value by which the browser of this request is known from now on; it gets one when it has none. */
export function sameBrowser(exchange: Exchange): string {
  const { publicUrl } = runtime()
  const browser = browserOf(exchange.headers.get('cookie'), publicUrl) ?? newBrowser()
  exchange.setCookie(browserCookie(publicUrl, browser))
  return browser
}

/** The session id that the browser of this request holds, whether its session is alive or not; null without one. */
export async function sessionIdOf({ headers }: Exchange): Promise<string | null> {
  const { keyring, publicUrl } = runtime()
  const cookie = cookieValue(headers.get('cookie'), sessionCookie(publicUrl).name)
  return cookie === null ? null : await readSessionCookie(keyring, cookie)
}

/** Hands a session that was begun to the browser, as its cookie. */
export async function handOverSession(exchange: Exchange, sid: string): Promise<void> {
  const own = runtime()
  const session = await lookupSession(own, sid)
  if (session === null) throw new DomainError('unavailable', 'The session ended as it began. Sign in again.')
  await setSessionCookie(exchange, sid, session)
  await rememberDevice(exchange, session.member.id)
}

async function setSessionCookie(
  exchange: Exchange,
  sid: string,
  session: Parameters<typeof cookieSeconds>[0],
): Promise<void> {
  const own = runtime()
  const seconds = cookieSeconds(session, own.clock.now())
  exchange.setCookie(await issueSessionCookie(own.keyring, own.publicUrl, sid, seconds))
}

/**
 * Gives the session of this request a new id, as is due whenever it opens more than before: whoever copied the old cookie is
 * left with nothing. A session that another request just renewed keeps what it got there.
 */
export async function renewSession(exchange: Exchange): Promise<void> {
  const own = runtime()
  const sid = await sessionIdOf(exchange)
  const next = sid === null ? null : await rotateSession(own, sid)
  const session = next === null ? null : await lookupSession(own, next)
  if (next === null || session === null) return
  await setSessionCookie(exchange, next, session)
}

/** Makes the device of this request known to a member who has just proved to be there. */
export async function rememberDevice(exchange: Exchange, memberId: string): Promise<void> {
  const cookie = await knownDeviceCookie(runtime(), exchange.headers.get('cookie'), memberId)
  if (cookie !== null) exchange.setCookie(cookie)
}
