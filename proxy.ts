// A fresh nonce per response. Next reads it from the *request* header "content-security-policy" and puts it on every
// script it writes, but only into pages rendered per request: app/layout.tsx therefore awaits connection().
// Nothing is authorised here. A proxy has been bypassed in more ways than one; routes and pages check for themselves.
import { type NextRequest, NextResponse } from 'next/server'
import { createSessionAccounts } from '#lib/infra/auth/session-account.ts'
import { config as settings } from '#lib/infra/config/index.ts'
import { createPageGate, type PageGate } from '#lib/infra/http/page-gate.ts'
import { refuseMethod } from '#lib/infra/http/refused-methods.ts'
import { webMetrics } from '#lib/infra/http/web-metrics.ts'

/** One policy in every mode: scripts and styles need the nonce, and no host is trusted for its name alone. */
const policy = (nonce: string): string =>
  [
    "default-src 'self'",
    `script-src 'nonce-${nonce}' 'strict-dynamic'`,
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "worker-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ')

let gate: PageGate | undefined
// The database is that of the pages, as soon as one of them opened it: this file brings none of its own along.
const pageGate = (): PageGate =>
  (gate ??= createPageGate(
    settings().RATE_READING_PER_MINUTE,
    createSessionAccounts(() => globalThis.bailiwickRuntime),
  ))

/** What is answered without asking further: a method that nothing here takes, and pages that somebody asks for too often. */
async function refusalOf(request: NextRequest): Promise<Response | null> {
  const unknown = refuseMethod(request)
  if (unknown !== null) return unknown
  const refused = await pageGate()(request, performance.now())
  if (refused !== null) webMetrics().rateLimited.inc({ class: 'reading' })
  return refused
}

/**
 * Refuses pages that somebody asks for too often: here, because a page that is being made cannot answer 429 any more.
 * Gives the request its nonce (`x-nonce`, for Route Handlers that write HTML) and its own path (`x-path`, so that a page
 * can lead back to itself after sign-in), and the response its policy.
 */
export async function proxy(request: NextRequest): Promise<NextResponse> {
  const nonce = Buffer.from(crypto.getRandomValues(new Uint8Array(16))).toString('base64')
  const csp = policy(nonce)
  const headers = new Headers(request.headers)
  headers.set('x-nonce', nonce) // these overwrite whatever a client sent under their names
  headers.set('x-path', request.nextUrl.pathname + request.nextUrl.search)
  headers.set('content-security-policy', csp)
  const refused = await refusalOf(request)
  const response =
    refused === null
      ? NextResponse.next({ request: { headers } })
      : new NextResponse(refused.body, { status: refused.status, headers: refused.headers })
  response.headers.set('content-security-policy', csp)
  return response
}

/** Everything but the hashed build files. No exception by file ending: "/x.js" can be a page that was not found. */
export const config = { matcher: ['/((?!_next/static/).*)'] }
