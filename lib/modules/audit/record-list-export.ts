// house: acts before a scope is known: the export that calls it has authorized its own permission
import type { RequestContext } from '#lib/infra/context/request-context.ts'
import { recordAudit, type AuditEvent } from './record-audit.ts'

/** What an export of a list says of itself: its action, the kind of thing it listed, and how it was narrowed. */
export interface ListExport extends Pick<AuditEvent, 'action'> {
  readonly kind: string
  readonly details: NonNullable<AuditEvent['details']>
}

/**
 * Writes the entry that every export of a list leaves, in a transaction of its own before the first row is read; except where
 * the context may only look: that is the canary job, which reads exports and writes nothing anywhere.
 */
export async function recordListExport(
  ctx: RequestContext,
  { action, kind, details }: ListExport,
): Promise<void> {
  if (ctx.readOnly === true) return
  await ctx.db.tx(async (tx) => {
    await recordAudit(tx, ctx, { action, target: { kind, id: 'all' }, details })
  })
}
