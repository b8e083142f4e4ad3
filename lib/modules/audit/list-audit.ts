import { authorize, type RequestContext } from '#lib/infra/context/request-context.ts'
import { parseInput } from '#lib/infra/http/parse-input.ts'
import { isRecord } from '#lib/core/unsafe.ts'
import type { StoredEntry } from './domain/record.ts'
import { findEntries } from './repository.ts'
import { listAuditInput, type AuditEntryView, type ListAuditInput } from './schemas.ts'

/** Lists audit entries that the scope can see, newest first. */
export async function listAudit(
  ctx: RequestContext,
  input: ListAuditInput,
): Promise<{ entries: AuditEntryView[]; next: string | null }> {
  authorize(ctx, 'audit:read')
  const { before, action, limit } = parseInput(listAuditInput, input)
  const rows = await ctx.db.read(
    async (tx) =>
      await findEntries(tx, { before: before === undefined ? undefined : new Date(before), action, limit }),
  )
  const last = rows.at(-1)
  return {
    entries: rows.map(toView),
    next: rows.length === limit && last !== undefined ? last.at.toISOString() : null,
  }
}

const text = (value: unknown): string | null => (typeof value === 'string' ? value : null)

function toView(entry: StoredEntry): AuditEntryView {
  const payload = isRecord(entry.payload) ? entry.payload : {}
  const details = payload['details']
  return {
    chain: entry.chain,
    seq: entry.seq.toString(),
    at: entry.at.toISOString(),
    action: entry.action,
    actorKind: entry.actorKind,
    actorName: text(payload['actorName']),
    targetKind: entry.targetKind,
    targetId: entry.targetId,
    targetName: text(payload['targetName']),
    details: isRecord(details) ? details : null,
    ip: text(payload['ip']),
    requestId: entry.requestId,
    hash: Buffer.from(entry.hash).toString('hex'),
  }
}
