import { trustParsed } from '#lib/core/unsafe.ts'
import { readProblem, unreachable } from './api-problem.ts'
import { languageHeader } from './page-headers.ts'
import { stepUpGate } from './step-up-gate.ts'

/** How long a call may take in milliseconds. */
const TIMEOUT_MS = 15_000

/** Values of a query string; what is undefined is left out. */
export type Query = Readonly<Record<string, string | number | boolean | undefined>>

/** The path of an API route with its query: `apiPath('/api/v1/incidents', { scope, state: 'open' })`. */
export function apiPath(path: `/api/${string}`, query: Query = {}): string {
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined) search.set(name, String(value))
  }
  const text = search.toString()
  return text === '' ? path : `${path}?${text}`
}

/** Parses JSON where there is some; anything else is null, so that the status decides. */
function jsonOf(text: string): unknown {
  try {
    return text === '' ? null : JSON.parse(text)
  } catch (error) {
    if (error instanceof SyntaxError) return null
    throw error
  }
}

interface Call extends RequestInit {
  readonly headers: Readonly<Record<string, string>>
}

/** Calls a route, and takes its answer for what the route's own response schema has just made of it. */
async function call<T>(path: string, init: Call, signal?: AbortSignal): Promise<T> {
  const timeout = AbortSignal.timeout(TIMEOUT_MS)
  let response: Response
  let text: string
  try {
    response = await fetch(path, {
      ...init,
      headers: { ...languageHeader(), ...init.headers },
      credentials: 'same-origin',
      signal: signal === undefined ? timeout : AbortSignal.any([signal, timeout]),
    })
    text = await response.text()
  } catch (error) {
    if (signal?.aborted === true) throw error // the page has lost interest; that is no problem
    throw unreachable(init.method !== 'GET')
  }
  const body = jsonOf(text)
  if (!response.ok) throw readProblem(response.status, body, response.headers)
  return trustParsed<T>(body)
}

/** Reads from the API. Throws `ApiProblem`. */
export async function apiGet<T>(path: string, signal?: AbortSignal): Promise<T> {
  // Reads come by themselves, from timers, events and windows that get the focus: they keep no session alive. What a
  // person does is told on its own (session-watch.tsx).
  const headers = { accept: 'application/json', 'x-bailiwick-activity': 'auto' }
  return await call<T>(path, { method: 'GET', headers }, signal)
}

/** How a write treats a refusal for want of a fresh second factor. */
export interface SendOptions {
  /** False where asking for it cannot help, because there is none yet. Default true. */
  readonly asksForFactor?: boolean
}

/**
 * Writes to the API as JSON. Throws `ApiProblem`. Routes without an answer body resolve to null. When the act needs a
 * fresh second factor, the page asks for it and the request is sent once more.
 */
export async function apiSend<T>(
  method: 'POST' | 'PUT' | 'PATCH' | 'DELETE',
  path: string,
  body?: unknown,
  { asksForFactor = true }: SendOptions = {},
): Promise<T> {
  const send = async (): Promise<T> =>
    await call<T>(path, {
      method,
      headers: { accept: 'application/json', 'content-type': 'application/json' },
      body: JSON.stringify(body ?? {}),
    })
  return asksForFactor ? await stepUpGate.pass(send) : await send()
}
