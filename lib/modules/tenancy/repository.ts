import type { Tx } from '#lib/infra/db/index.ts'
import { publicWords } from '#lib/modules/incidents/domain/service-state.ts'
import type { ServiceState } from './schemas.ts'

/** A service row with the names around it. */
export interface ServiceRow {
  readonly id: string
  readonly platformId: string
  readonly tenantId: string | null
  readonly name: string
  readonly state: ServiceState
  readonly reason: string
  readonly stateSince: Date
  readonly platform: { readonly name: string }
  readonly tenant: { readonly name: string } | null
}

/** Columns of a service with the names around it. */
export const SERVICE = {
  id: true,
  platformId: true,
  tenantId: true,
  name: true,
  state: true,
  reason: true,
  stateSince: true,
  platform: { select: { name: true } },
  tenant: { select: { name: true } },
} as const

/** A tenant with the name of its platform and what shuts it out now. */
export const WITH_STANDING = {
  platform: { select: { name: true } },
  suspension: {
    where: { endedAt: null },
    orderBy: { since: 'desc' },
    take: 1,
    select: { since: true, reason: true, contact: true, suspendedBy: true },
  },
} as const

/** Inserts a platform. */
export const insertPlatform = async (tx: Tx, row: { name: string; isSelf: boolean; createdAt: Date }) =>
  await tx.platform.create({ data: row })

/** Every platform in scope, by name, our own last. */
export const findPlatforms = async (tx: Tx) =>
  await tx.platform.findMany({ orderBy: [{ isSelf: 'asc' }, { name: 'asc' }] })

/** One platform, or null. */
export const findPlatform = async (tx: Tx, id: string) => await tx.platform.findUnique({ where: { id } })

/** Gives a platform another name. */
export const renamePlatformRow = async (tx: Tx, id: string, name: string) =>
  await tx.platform.update({ where: { id }, data: { name } })

/** Inserts a tenant. */
export const insertTenant = async (tx: Tx, row: { platformId: string; name: string; createdAt: Date }) =>
  await tx.tenant.create({ data: row, include: WITH_STANDING })

/** One tenant, or null. */
export const findTenant = async (tx: Tx, id: string) =>
  await tx.tenant.findUnique({ where: { id }, include: WITH_STANDING })

/** Changes a tenant. */
export const changeTenant = async (
  tx: Tx,
  id: string,
  data: { name?: string; state?: 'active' | 'suspended' },
) => await tx.tenant.update({ where: { id }, data, select: { id: true, platformId: true } })

/** What is written when a tenant is suspended. */
export interface NewSuspension {
  readonly platformId: string
  readonly tenantId: string
  readonly reason: string
  readonly contact: string
  readonly suspendedBy: string
  readonly since: Date
}

/** Shuts a tenant out, and ends a suspension before, so that the new reason holds. The row of the tenant is locked. */
export async function openSuspension(tx: Tx, row: NewSuspension): Promise<void> {
  await endSuspension(tx, row.tenantId, { at: row.since, by: row.suspendedBy })
  await tx.suspension.create({ data: row, select: { id: true } })
}

/** Takes a tenant in again; nothing happens when it is not shut out. */
export async function endSuspension(tx: Tx, tenantId: string, end: { at: Date; by: string }): Promise<void> {
  await tx.suspension.updateMany({
    where: { tenantId, endedAt: null },
    data: { endedAt: end.at, endedBy: end.by },
  })
}

/** One service row, or null. */
export const findService = async (tx: Tx, id: string): Promise<ServiceRow | null> =>
  await tx.service.findUnique({ where: { id }, select: SERVICE })

/** The names and states around a service in the dependency map. */
export async function findNeighbours(tx: Tx, serviceId: string) {
  const edge = { id: true, name: true, state: true } as const
  const [up, down] = [
    await tx.serviceDependency.findMany({ where: { serviceId }, select: { dependsOn: { select: edge } } }),
    await tx.serviceDependency.findMany({
      where: { dependsOnId: serviceId },
      select: { service: { select: edge } },
    }),
  ]
  return { dependsOn: up.map((row) => row.dependsOn), dependents: down.map((row) => row.service) }
}

/** What a tenant sees of the shared services of its platform. */
export const findSharedStates = async (tx: Tx) =>
  await tx.tenantServiceState.findMany({ orderBy: [{ state: 'asc' }, { name: 'asc' }] })

/** Tells a new tenant about the shared services of its platform, as later changes of them will. */
export async function projectSharedServices(
  tx: Tx,
  tenant: { tenantId: string; platformId: string },
  now: Date,
): Promise<void> {
  const shared = await tx.service.findMany({
    where: { platformId: tenant.platformId, tenantId: null },
    select: { id: true, name: true, state: true, stateSince: true },
  })
  await tx.tenantServiceState.createMany({
    data: shared.map(({ id, name, state, stateSince }) => ({
      ...tenant,
      serviceId: id,
      name,
      state,
      since: stateSince,
      ...publicWords(state),
      updatedAt: now,
    })),
  })
}
