import { notFound } from '#lib/core/errors.ts'
import { authorize, type RequestContext } from '#lib/infra/context/request-context.ts'
import { parseInput } from '#lib/infra/http/parse-input.ts'
import { recordAudit } from '#lib/modules/audit/index.ts'
import { endOldSourceRow, findSource } from './credential-repository.ts'
import { sourceRef, type SourceRef, type SourceView } from './schemas.ts'
import { toSourceView } from './views.ts'

/** Cuts the overlap of a rotated source short: what is sent with the credential before the last rotation is refused. */
export async function endOldSource(ctx: RequestContext, input: SourceRef): Promise<SourceView> {
  authorize(ctx, 'source:rotate')
  const { sourceId } = parseInput(sourceRef, input)
  return await ctx.db.tx(async (tx) => {
    const source = await findSource(tx, sourceId)
    if (source === null) throw notFound()
    const now = ctx.clock.now()
    if (source.oldUntil === null || source.oldUntil <= now) return toSourceView(source, now)
    const ended = await endOldSourceRow(tx, sourceId, now)
    await recordAudit(tx, ctx, {
      action: 'source.end_old',
      target: { kind: 'source', id: sourceId, name: source.name },
      details: {
        before: { oldCredential: 'set', oldUntil: source.oldUntil.toISOString() },
        after: { oldCredential: 'none', oldUntil: now.toISOString() },
        oldHint: source.oldHint,
      },
      owner: { platformId: source.platformId, tenantId: source.tenantId },
    })
    return toSourceView(ended, now)
  })
}
