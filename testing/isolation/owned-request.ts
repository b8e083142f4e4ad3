import assert from 'node:assert/strict'
import { z } from 'zod'
import { operatorScope, ownerOf } from '#lib/core/scope.ts'
import type { RequestContext } from '#lib/infra/context/request-context.ts'
import type { Runtime } from '#lib/infra/context/runtime.ts'
import { defineApprovable, requestApproval } from '#lib/modules/approvals/index.ts'
import { noteMembers } from '#lib/modules/notifications/index.ts'

const erasure = defineApprovable({
  action: 'matrix.erase',
  permission: 'tenant:erase',
  inputSchema: z.strictObject({ marker: z.string() }),
  describe: async (_ctx, { marker }) => await Promise.resolve(`target ${marker}`),
  perform: async () => await Promise.reject(new Error('nothing of the matrix is carried out')),
})

/** A request of a member for a second person, and a notice to that member, both in the scope of the context. */
export async function addRequest(
  own: Runtime,
  ctx: RequestContext,
  marker: string,
): Promise<{ readonly requestId: string; readonly noticeId: string }> {
  const { actor, scope } = ctx
  assert.ok(actor.kind === 'member')
  const request = await requestApproval(
    ctx,
    { action: erasure.action, input: { marker }, reason: `reason ${marker}` },
    { approvables: [erasure], own },
  )
  const noticeId = await own.database.withScope(operatorScope, async (tx) => {
    const said = { kind: 'matrix.note', key: marker, title: `title ${marker}`, text: marker, path: '/' }
    await noteMembers(tx, own.clock.now(), { owner: ownerOf(scope), memberIds: [actor.id], ...said })
    return (await tx.notice.findFirstOrThrow({ where: { key: marker }, select: { id: true } })).id
  })
  return { requestId: request.id, noticeId }
}
