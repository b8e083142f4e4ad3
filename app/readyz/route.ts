import { randomUUID } from 'node:crypto'
import { notingStrangers } from '#app/api/note-refusal.ts'
import { DomainError } from '#lib/core/errors.ts'
import { httpContext } from '#lib/infra/context/http-context.ts'
import { runtime } from '#lib/infra/context/runtime.ts'
import { isStopping } from '#lib/infra/live/index.ts'
import { readReadiness } from '#lib/modules/health/index.ts'

/** Whether requests can be served, by asking everything that they need. What was found is told to the authenticated. */
export async function GET(request: Request): Promise<Response> {
  const { ready, checks } = await readReadiness()
  const isReady = ready && !isStopping()
  const status = isReady ? 'ready' : 'not_ready'
  return Response.json((await isKnown(request)) ? { status, checks } : { status }, {
    status: isReady ? 200 : 503,
    headers: { 'cache-control': 'no-store' },
  })
}

/** Whether somebody who may see anything asks. Without the database nobody can be recognised. */
async function isKnown(request: Request): Promise<boolean> {
  if (!request.headers.has('authorization') && !request.headers.has('cookie')) return false
  try {
    const requestId = randomUUID()
    await notingStrangers(request, requestId, async () => await httpContext(request, runtime(), requestId))
    return true
  } catch (error) {
    if (error instanceof DomainError) return false
    throw error
  }
}
