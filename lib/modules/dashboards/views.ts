import type { Language } from '#lib/core/language.ts'
import { retellReason } from '#lib/core/words.ts'
import type { findShownServices } from './health-repository.ts'
import type { findOpenIncidents } from './repository.ts'
import type { FleetOverview, OpenIncident } from './schemas.ts'

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

/** A service row as the page of a platform shows it. */
export const toShownService = (
  row: Awaited<ReturnType<typeof findShownServices>>[number],
  language: Language,
): FleetOverview['services'][number] => ({
  id: row.id,
  platformId: row.platformId,
  platformName: row.platform.name,
  tenantId: row.tenantId,
  tenantName: row.tenant?.name ?? null,
  name: row.name,
  state: row.state,
  reason: retellReason(language, row.reason),
  since: row.stateSince.toISOString(),
  shared: false,
})
