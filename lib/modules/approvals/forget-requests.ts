import { authorize, type RequestContext } from '#lib/infra/context/request-context.ts'
import {
  eraseSubjectPayloads,
  findMentions,
  findPartsAbout,
  recordAudit,
  type NamedPart,
} from '#lib/modules/audit/index.ts'
import { rewordNoticesAbout } from '#lib/modules/notifications/index.ts'
import { findRequestsAbout, forgetRequestsAbout } from './repository.ts'

/** What was asked for and is to be forgotten: a tenant that is being erased. */
export interface ForgottenTenant {
  readonly tenantId: string
  readonly name: string
}

/** What stands in place of what a request was about. */
const INSTEAD = 'a tenant that was erased'

/** Names that are long enough to be looked for without hitting others. */
const DISTINCTIVE = 5

/** The words about a tenant in the chains of those above it; how its erasure went stays. */
async function wordsAbout(
  ctx: RequestContext,
  { tenantId, name }: ForgottenTenant,
  requestIds: readonly string[],
): Promise<NamedPart[]> {
  const found = [
    ...(await findPartsAbout(ctx, { kind: 'approval_request', ids: requestIds })),
    ...(await findPartsAbout(ctx, { kind: 'tenant', ids: [tenantId], butActions: 'tenant.erase' })),
    ...(name.length < DISTINCTIVE ? [] : await findMentions(ctx, [name])),
  ]
  // Its own chain loses all of its words anyway.
  const others = found.filter((part) => part.tenantId !== tenantId)
  return [...new Map(others.map((part) => [`${part.chain} ${part.seq} ${part.part}`, part])).values()]
}

/**
 * Forgets the name of a tenant that is being erased in the requests that two people decided on, in the notices about them,
 * and in what chains above it tell: who asked, who decided and when stays. Gives the number of rows and parts. Operator
 * scope; safe to repeat.
 */
export async function forgetRequests(ctx: RequestContext, tenant: ForgottenTenant): Promise<number> {
  authorize(ctx, 'tenant:erase', { asking: true })
  const { tenantId, name } = tenant
  const requestIds = await ctx.db.read(async (tx) => await findRequestsAbout(tx, tenantId))
  const mentions = await wordsAbout(ctx, tenant, requestIds)
  return await ctx.db.tx(async (tx) => {
    const rows = await forgetRequestsAbout(tx, requestIds, { tenantId, name, target: INSTEAD })
    const title = `A request about ${INSTEAD}`
    const notices = await rewordNoticesAbout(tx, { kind: 'approval.', keys: requestIds, title })
    const { parts } = await eraseSubjectPayloads(tx, ctx, { subjects: [], mentions })
    await recordAudit(tx, ctx, {
      action: 'tenant.erase.forget',
      target: { kind: 'tenant', id: tenantId },
      details: { requests: rows, notices, parts },
    })
    return rows + notices + parts
  })
}
