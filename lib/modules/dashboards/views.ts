import type { findOpenIncidents } from './repository.ts'
import type { OpenIncident } from './schemas.ts'

type Row = Awaited<ReturnType<typeof findOpenIncidents>>[number]

/** An incident row as overviews show it. */
export const toOpenIncident = (row: Row): OpenIncident => ({
  id: row.id,
  code: row.code,
  title: row.title,
  severity: row.severity,
  state: row.state,
  openedAt: row.openedAt.toISOString(),
  acknowledgedAt: row.acknowledgedAt?.toISOString() ?? null,
  platformId: row.platformId,
  tenantId: row.tenantId,
})
