// house: acts before a scope is known: a session ends whatever its member may do
import type { RequestContext } from '#lib/infra/context/request-context.ts'
import { runtime, type Runtime } from '#lib/infra/context/runtime.ts'
import { sessionHashes } from '#lib/infra/auth/session-id.ts'
import { endSession, findSession } from '#lib/infra/auth/session.ts'
import { recordAudit } from '#lib/modules/audit/index.ts'
import { actingAs } from './acting-as.ts'

/** Ends the session with this id at once; one that is over already stays over, without another audit entry. */
export async function signOut(
  ctx: RequestContext,
  { sid }: { readonly sid: string },
  own: Runtime = runtime(),
): Promise<void> {
  const now = own.clock.now()
  const hashes = sessionHashes(own.keyring, sid)
  const member = await own.database.asAuth(async (tx) => {
    const session = await findSession(tx, hashes, now)
    if (session !== null)
      await endSession(tx, { id: session.id, memberId: session.member.id }, now, 'signed_out')
    return session?.member ?? null
  })
  if (member === null) return
  await ctx.db.tx(async (tx) => {
    await recordAudit(tx, actingAs(ctx, member), {
      action: 'session.end',
      target: { kind: 'member', id: member.id, name: member.name },
    })
  })
}
