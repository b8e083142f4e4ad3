import { randomUUID } from 'node:crypto'
import { notingStrangers } from '#app/api/note-refusal.ts'
import { DomainError } from '#lib/core/errors.ts'
import { httpContext } from '#lib/infra/context/http-context.ts'
import { runtime } from '#lib/infra/context/runtime.ts'
import { problemResponse } from '#lib/infra/http/problem.ts'
import { isStopping } from '#lib/infra/live/index.ts'
import { readReadiness } from '#lib/modules/health/index.ts'

/** Whether requests can be served, by asking everything that they need. What was found is told to the authenticated. */
export async function GET(request: Request): Promise<Response> {
  const requestId = randomUUID()
  const { ready, checks } = await readReadiness()
  const isReady = ready && !isStopping()
  const status = isReady ? 'ready' : 'not_ready'
  try {
    return Response.json((await isKnown(request, requestId)) ? { status, checks } : { status }, {
      status: isReady ? 200 : 503,
      headers: { 'cache-control': 'no-store' },
    })
  } catch (error) {
    if (error instanceof DomainError) return problemResponse(error, requestId)
    throw error
  }
}

/**
 * Whether somebody who may see anything asks. Without the database nobody can be recognised. Throws `limit_exceeded` for a
 * network that brings too many credentials that open nothing.
 */
async function isKnown(request: Request, requestId: string): Promise<boolean> {
  if (!request.headers.has('authorization') && !request.headers.has('cookie')) return false
  try {
    await notingStrangers(request, requestId, async () => await httpContext(request, runtime(), requestId))
    return true
  } catch (error) {
    if (error instanceof DomainError && error.code !== 'limit_exceeded') return false
    throw error
  }
}
