import { isRecord } from '#lib/core/unsafe.ts'
import { unreachable } from './api-problem.ts'
import { languageHeader } from './page-headers.ts'

/** How long a call may take in milliseconds; a password hash and the pause after a refusal are part of it. */
const TIMEOUT_MS = 15_000

/** The forms of next-auth that pages post. */
export type AuthForm = 'callback/credentials' | 'session' | 'signout'

async function ask(path: string, init: RequestInit): Promise<Readonly<Record<string, unknown>>> {
  let response: Response
  let body: unknown
  try {
    response = await fetch(path, {
      ...init,
      credentials: 'same-origin',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    })
    body = await response.json()
  } catch {
    throw unreachable(init.method === 'POST')
  }
  return isRecord(body) ? body : {}
}

/**
 * Posts a form to next-auth as its protocol wants it: first the token against forged requests, then the form. Returns
 * the body of the answer. Throws `ApiProblem` when nobody answers.
 */
export async function postAuthForm(
  form: AuthForm,
  fields: Readonly<Record<string, string>>,
): Promise<Readonly<Record<string, unknown>>> {
  const { csrfToken } = await ask('/api/auth/csrf', { method: 'GET' })
  const token = typeof csrfToken === 'string' ? csrfToken : ''
  return await ask(`/api/auth/${form}`, {
    method: 'POST',
    headers: { ...languageHeader(), 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ ...fields, csrfToken: token, json: 'true' }),
  })
}
