import { onEveryRequest } from './every-request.ts'

/** What something of ours takes; a route answers 405 itself for those of these that it does not take. */
const TAKEN: readonly string[] = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']
const TAKEN_BY_PAGES: readonly string[] = ['GET', 'HEAD']

/** Where there are routes instead of pages. */
const ROUTES = /^\/(?:api|p)\//

/** Answers 405 with Allow (RFC 9110 §15.5.6) to a method that nothing here takes; null for the others. */
export function refuseMethod({ method, url }: Request): Response | null {
  if (TAKEN.includes(method)) return null
  const allowed = ROUTES.test(new URL(url).pathname) ? TAKEN : TAKEN_BY_PAGES
  return new Response(null, {
    status: 405,
    headers: { allow: allowed.join(', '), 'cache-control': 'private, no-store' },
  })
}

/**
 * From now on, TRACE comes under a name of ours: Next.js makes a `Request` of what it is asked, which cannot be one of that
 * method, and would answer 500. CONNECT is nobody's here: Node closes its connection. Returns what ends it.
 */
export const renameTrace = (): (() => void) =>
  onEveryRequest((request) => {
    if (request.method === 'TRACE') request.method = 'X-TRACE'
  })
