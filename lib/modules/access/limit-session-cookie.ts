import type { Runtime } from '#lib/infra/context/runtime.ts'
import { issueSessionCookie, readSessionCookie, sessionCookie } from '#lib/infra/auth/session-cookie.ts'
import { cookieSeconds, lookupSession } from '#lib/infra/auth/session.ts'
import { knownDeviceCookie } from './known-device.ts'

/**
 * Gives the session cookie in an answer of next-auth the age of its own session: next-auth knows one age for all, and
 * ours depends on the roles of the member. Every other cookie stays as it is.
 */
export async function limitSessionCookie(own: Runtime, answer: Response): Promise<Response> {
  const lines = answer.headers.getSetCookie()
  const limited = await Promise.all(lines.map(async (line) => await limitLine(own, line)))
  answer.headers.delete('set-cookie')
  for (const line of limited) answer.headers.append('set-cookie', line)
  return answer
}

async function limitLine(own: Runtime, line: string): Promise<string> {
  const { name } = sessionCookie(own.publicUrl)
  const [, value = ''] = new RegExp(`^${name}=([^;]+)`).exec(line) ?? []
  const sid = value === '' ? null : await readSessionCookie(own.keyring, value)
  const session = sid === null ? null : await lookupSession(own, sid)
  if (sid === null || session === null) return line
  return await issueSessionCookie(own.keyring, own.publicUrl, sid, cookieSeconds(session, own.clock.now()))
}

/** The Set-Cookie header that makes the device of this request known to the member of a session that has just begun. */
async function cookieOfSession(
  own: Runtime,
  cookieHeader: string | null,
  sid: string,
): Promise<string | null> {
  const session = await lookupSession(own, sid)
  return session === null ? null : await knownDeviceCookie(own, cookieHeader, session.member.id)
}

/** Adds it to an answer of next-auth that begins a session. */
export async function withKnownDevice(
  own: Runtime,
  cookieHeader: string | null,
  answer: Response,
): Promise<Response> {
  const { name } = sessionCookie(own.publicUrl)
  for (const line of answer.headers.getSetCookie()) {
    const [, value = ''] = new RegExp(`^${name}=([^;]+)`).exec(line) ?? []
    const sid = value === '' ? null : await readSessionCookie(own.keyring, value)
    const known = sid === null ? null : await cookieOfSession(own, cookieHeader, sid)
    if (known !== null) answer.headers.append('set-cookie', known)
  }
  return answer
}
