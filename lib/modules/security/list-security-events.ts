import { formatScopeParam, scopeOfOwner } from '#lib/core/scope.ts'
import { isRecord } from '#lib/core/unsafe.ts'
import { authorize, type RequestContext } from '#lib/infra/context/request-context.ts'
import { parseInput } from '#lib/infra/http/parse-input.ts'
import { findEvents, findNames, type SecurityEventRow } from './repository.ts'
import {
  listSecurityEventsInput,
  type ListSecurityEventsInput,
  type ListSecurityEventsOutput,
  type SecurityEventView,
} from './schemas.ts'

/** Lists security events that the scope can see, newest first. */
export async function listSecurityEvents(
  ctx: RequestContext,
  input: ListSecurityEventsInput,
): Promise<ListSecurityEventsOutput> {
  authorize(ctx, 'security:read')
  const filter = parseInput(listSecurityEventsInput, input)
  return await ctx.db.read(async (tx) => {
    const rows = await findEvents(tx, filter)
    const names = await findNames(
      tx,
      rows.flatMap(({ memberId }) => (memberId === null ? [] : [memberId])),
    )
    return {
      events: rows.map((row) => toView(row, names)),
      next: rows.length === filter.limit ? (rows.at(-1)?.id ?? null) : null,
    }
  })
}

const isPlain = (value: unknown): value is string | number | boolean | null =>
  value === null || ['string', 'number', 'boolean'].includes(typeof value)

const severity = (text: string): SecurityEventView['severity'] =>
  text === 'critical' || text === 'warning' ? text : 'info'

const toView = (row: SecurityEventRow, names: ReadonlyMap<string, string>): SecurityEventView => ({
  id: row.id,
  at: row.at.toISOString(),
  kind: row.kind,
  severity: severity(row.severity),
  scope: formatScopeParam(scopeOfOwner(row)),
  memberId: row.memberId,
  memberName: row.memberId === null ? null : (names.get(row.memberId) ?? null),
  actorKind: row.actorKind,
  address: row.ip,
  userAgent: row.userAgent,
  requestId: row.requestId,
  details: Object.fromEntries(
    Object.entries(isRecord(row.details) ? row.details : {}).flatMap(([name, value]) =>
      isPlain(value) ? [[name, value]] : [],
    ),
  ),
})
