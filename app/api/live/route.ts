import { randomUUID } from 'node:crypto'
import { DomainError } from '#lib/core/errors.ts'
import { authorize } from '#lib/infra/context/request-context.ts'
import { httpContext } from '#lib/infra/context/http-context.ts'
import { runtime } from '#lib/infra/context/runtime.ts'
import { problemResponse } from '#lib/infra/http/problem.ts'
import { eventStream, liveHub } from '#lib/infra/live/index.ts'

/** What changes in the scope of the request: table and id, never content. `resync` says that something may be missing. */
export async function GET(request: Request): Promise<Response> {
  const requestId = randomUUID()
  try {
    const ctx = await httpContext(request, runtime(), requestId)
    authorize(ctx, 'incident:read')
    const hub = liveHub()
    return eventStream(request, {
      open: ({ send }) =>
        hub.subscribe(ctx.scope, (message) => {
          if (message.kind === 'resync') send('resync', {})
          else send('change', { table: message.event.table, id: message.event.id })
        }),
      stillAllowed: async () => await holds(request, requestId),
      isHearing: () => hub.isConnected(),
      now: () => ctx.clock.now(),
    })
  } catch (error) {
    return problemResponse(error, requestId)
  }
}

/** Whether the same request would be let in now. */
async function holds(request: Request, requestId: string): Promise<boolean> {
  try {
    authorize(await httpContext(request, runtime(), requestId), 'incident:read')
    return true
  } catch (error) {
    if (error instanceof DomainError && error.code !== 'unavailable') return false
    throw error
  }
}
