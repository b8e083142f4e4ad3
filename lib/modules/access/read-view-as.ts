import { sessionOf } from '#lib/infra/context/access.ts'
import { authorize, type RequestContext } from '#lib/infra/context/request-context.ts'
import { runtime, type Runtime } from '#lib/infra/context/runtime.ts'
import { requireMember } from './acting.ts'
import type { ReadViewAsOutput } from './schemas/view-as.ts'
import { lookupViewAs } from './view-as-repository.ts'

/** The view that this session has open, whatever the scope of the request; null without one. */
export async function readViewAs(ctx: RequestContext, own: Runtime = runtime()): Promise<ReadViewAsOutput> {
  authorize(ctx, 'profile:read-own')
  const { id, name, email } = requireMember(ctx)
  const session = sessionOf(ctx)
  if (session === null) return { viewAs: null }
  const member = { id, name, email, timeZone: 'UTC' }
  const identity = { kind: 'member', member, session, hasFactor: true } as const
  const found = await lookupViewAs(own.database, identity, ctx.clock.now())
  if (found === null) return { viewAs: null }
  const { startedAt, expiresAt, ...view } = found
  return {
    viewAs: {
      ...view,
      memberName: name,
      startedAt: startedAt.toISOString(),
      expiresAt: expiresAt.toISOString(),
    },
  }
}
