import { createHash, randomUUID } from 'node:crypto'
import { admit } from '#app/api/admit.ts'
import { noteRefusalBesideRoutes, notingStrangers } from '#app/api/note-refusal.ts'
import { z } from 'zod'
import { DomainError } from '#lib/core/errors.ts'
import { actorLabel, authorize } from '#lib/infra/context/request-context.ts'
import { ACTIVITY_HEADER } from '#lib/infra/auth/identify.ts'
import type { SessionContext } from '#lib/infra/context/access.ts'
import { httpContext } from '#lib/infra/context/http-context.ts'
import { runtime } from '#lib/infra/context/runtime.ts'
import { parseInput } from '#lib/infra/http/parse-input.ts'
import { problemResponse } from '#lib/infra/http/problem.ts'
import { readSearch } from '#lib/infra/http/read-search.ts'
import { eventStream, liveHub, type StreamVerdict } from '#lib/infra/live/index.ts'
import { PERMISSIONS } from '#lib/core/permissions.ts'

/** `scope` is read where the context is made; `since` is when the page was made that opens the stream. */
const query = z.strictObject({ scope: z.string().optional(), since: z.iso.datetime().optional() })

/**
 * What changes in the scope of the request, and what has changed since the page was made: table and id, never content.
 * `resync` says that something may be missing.
 */
export async function GET(request: Request): Promise<Response> {
  const requestId = randomUUID()
  try {
    const ctx = await letIn(request, requestId)
    const { since } = parseInput(query, readSearch(request.url))
    const hub = liveHub()
    return eventStream(request, {
      subject: `${ctx.actor.kind}|${actorLabel(ctx.actor).id}`,
      open: ({ send }) =>
        hub.subscribe(
          ctx.scope,
          (message) => {
            if (message.kind === 'resync') send('resync', {})
            else send('change', { table: message.event.table, id: message.event.id })
          },
          since === undefined ? undefined : Date.parse(since),
        ),
      judge: async () => await judge(request, requestId),
      isHearing: () => hub.isConnected(),
      now: () => ctx.clock.now(),
    })
  } catch (error) {
    return problemResponse(error, requestId)
  }
}

/** Opens the stream for whoever may hear it; refusals are noted, and too many streams refused, as at any other route. */
async function letIn(request: Request, requestId: string): Promise<SessionContext> {
  const ctx = await notingStrangers(request, requestId, async () => await contextOf(request, requestId))
  await admit(ctx, 'reading', request)
  try {
    authorize(ctx, 'incident:read')
  } catch (error) {
    await noteRefusalBesideRoutes(ctx, { error, request })
    throw error
  }
  return ctx
}

/** Lets the request in as one that nobody has just made by hand: an open page keeps no session alive. */
async function contextOf({ url, headers }: Request, requestId: string): Promise<SessionContext> {
  const silent = new Request(url, { headers: { ...Object.fromEntries(headers), [ACTIVITY_HEADER]: 'auto' } })
  return await httpContext(silent, runtime(), requestId)
}

/** Whether the same request would be let in now, with when its session ends and a mark of what it may do. */
async function judge(request: Request, requestId: string): Promise<StreamVerdict> {
  try {
    const ctx = await contextOf(request, requestId)
    authorize(ctx, 'incident:read')
    const { session, grantOf } = ctx
    const held = PERMISSIONS.map((permission) => `${permission} ${grantOf(permission)}`).join()
    const access = createHash('sha256').update(held).digest('base64url').slice(0, 16)
    if (session === null) return { isAllowed: true, data: { access } }
    const { idleEndsAt, endsAt } = session.deadlines
    const { idleMinutes } = session.limit
    return { isAllowed: true, data: { access, idleEndsAt, endsAt, idleMinutes } }
  } catch (error) {
    if (error instanceof DomainError && error.code !== 'unavailable') {
      return { isAllowed: false, data: { code: error.code, detail: error.message } }
    }
    throw error
  }
}
