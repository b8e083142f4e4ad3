import { formatScopeParam, scopeOfOwner } from '#lib/core/scope.ts'
import { isRecord } from '#lib/core/unsafe.ts'
import type { Tx } from '#lib/infra/db/index.ts'
import { findNames, type SecurityEventRow } from './repository.ts'
import type { SecurityEventView } from './schemas.ts'

/** Events as they are shown, with the names of the members whom the scope can see. */
export async function toViews(tx: Tx, rows: readonly SecurityEventRow[]): Promise<SecurityEventView[]> {
  const ids = rows.flatMap(({ memberId }) => (memberId === null ? [] : [memberId]))
  const names = await findNames(tx, ids)
  return rows.map((row) => toView(row, names))
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
  count: row.count,
  lastAt: (row.lastAt ?? row.at).toISOString(),
  addresses: row.addresses.length === 0 && row.ip !== null ? [row.ip] : row.addresses,
  details: Object.fromEntries(
    Object.entries(isRecord(row.details) ? row.details : {}).flatMap(([name, value]) =>
      isPlain(value) ? [[name, value]] : [],
    ),
  ),
})
