import { notFound } from '#lib/core/errors.ts'
import { authorize, type RequestContext } from '#lib/infra/context/request-context.ts'
import { parseInput } from '#lib/infra/http/parse-input.ts'
import { recordAudit } from '#lib/modules/audit/index.ts'
import { findSource, revokeSourceRow } from './credential-repository.ts'
import { sourceRef, type SourceRef, type SourceView } from './schemas.ts'
import { toSourceView } from './views.ts'

/** Ends a source for good: what is sent with its credential is refused. Its series stay. */
export async function revokeSource(ctx: RequestContext, input: SourceRef): Promise<SourceView> {
  authorize(ctx, 'source:revoke')
  const { sourceId } = parseInput(sourceRef, input)
  return await ctx.db.tx(async (tx) => {
    const source = await findSource(tx, sourceId)
    if (source === null) throw notFound()
    const now = ctx.clock.now()
    if (source.revokedAt !== null) return toSourceView(source, now)
    const revoked = await revokeSourceRow(tx, sourceId, now)
    await recordAudit(tx, ctx, {
      action: 'source.revoke',
      target: { kind: 'source', id: sourceId, name: source.name },
      details: { hint: source.hint },
      owner: { platformId: source.platformId, tenantId: source.tenantId },
    })
    return toSourceView(revoked, now)
  })
}
