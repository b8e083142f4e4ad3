import type { ServiceRow } from './repository.ts'
import type { PlatformView, ServiceView, TenantView } from './schemas.ts'

/** A platform row as the outside sees it. */
export const toPlatformView = (row: {
  id: string
  name: string
  isSelf: boolean
  createdAt: Date
}): PlatformView => ({
  id: row.id,
  name: row.name,
  isSelf: row.isSelf,
  createdAt: row.createdAt.toISOString(),
})

/** A tenant row as the outside sees it. */
export const toTenantView = (row: {
  id: string
  platformId: string
  platform: { name: string }
  name: string
  state: 'active' | 'suspended'
  suspension: readonly { since: Date; reason: string; contact: string; suspendedBy: string }[]
  createdAt: Date
}): TenantView => ({
  id: row.id,
  platformId: row.platformId,
  platformName: row.platform.name,
  name: row.name,
  state: row.state,
  suspension: row.suspension.map(toSuspensionView)[0] ?? null,
  createdAt: row.createdAt.toISOString(),
})

const toSuspensionView = (row: { since: Date; reason: string; contact: string; suspendedBy: string }) => ({
  since: row.since.toISOString(),
  reason: row.reason,
  contact: row.contact,
  by: row.suspendedBy,
})

/** A service row as the outside sees it. */
export const toServiceView = (row: ServiceRow): ServiceView => ({
  id: row.id,
  platformId: row.platformId,
  platformName: row.platform.name,
  tenantId: row.tenantId,
  tenantName: row.tenant?.name ?? null,
  name: row.name,
  state: row.state,
  reason: row.reason,
  since: row.stateSince.toISOString(),
  shared: false,
})
