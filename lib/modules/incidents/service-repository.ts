import type { Owner } from '#lib/core/scope.ts'
import type { Tx } from '#lib/infra/db/index.ts'
import { deriveServiceState, publicWords, type ServiceSignal } from './domain/service-state.ts'

/** The service of an owner with this `job` label, or null. */
export const findServiceByJob = async (
  tx: Tx,
  owner: Owner,
  job: string,
): Promise<{ id: string; name: string } | null> =>
  await tx.service.findFirst({
    where: { platformId: owner.platformId ?? '', tenantId: owner.tenantId, name: job },
    select: { id: true, name: true },
  })

/** One service by its id, or null. */
export const findServiceOwner = async (
  tx: Tx,
  id: string,
): Promise<{ id: string; platformId: string; tenantId: string | null; name: string } | null> =>
  await tx.service.findUnique({
    where: { id },
    select: { id: true, platformId: true, tenantId: true, name: true },
  })

/** Records what the engine noticed. */
export async function saveSignal(tx: Tx, id: string, signal: ServiceSignal): Promise<void> {
  await tx.service.update({ where: { id }, data: { signal }, select: { id: true } })
}

/**
 * Derives the state of a service again and records it when it changed, together with what each tenant of the platform is
 * told about it: a tenant never reads the platform's row.
 */
export async function refreshServiceState(tx: Tx, serviceId: string | null, now: Date): Promise<void> {
  if (serviceId === null) return
  await tx.$queryRaw`select id from service where id = ${serviceId}::uuid for no key update`
  const service = await tx.service.findUnique({
    where: { id: serviceId },
    select: {
      id: true,
      platformId: true,
      tenantId: true,
      name: true,
      state: true,
      reason: true,
      signal: true,
      stateSince: true,
    },
  })
  if (service === null) return
  const open = await tx.incident.findMany({
    where: { serviceId, state: { not: 'resolved' } },
    select: { severity: true, title: true },
  })
  const next = deriveServiceState(open, service.signal)
  if (next.state === service.state && next.reason === service.reason) return
  const since = next.state === service.state ? service.stateSince : now
  await tx.service.update({
    where: { id: serviceId },
    data: { ...next, stateSince: since },
    select: { id: true },
  })
  if (service.tenantId === null) await project(tx, { ...service, state: next.state, since }, now)
}

/** A shared service as its tenants are told about it. */
interface Shared {
  readonly id: string
  readonly platformId: string
  readonly name: string
  readonly state: Parameters<typeof publicWords>[0]
  readonly since: Date
}

async function project(tx: Tx, service: Shared, now: Date): Promise<void> {
  const tenants = await tx.tenant.findMany({
    where: { platformId: service.platformId },
    select: { id: true },
  })
  const told = {
    name: service.name,
    state: service.state,
    since: service.since,
    ...publicWords(service.state),
    updatedAt: now,
  }
  for (const { id } of tenants) {
    await tx.tenantServiceState.upsert({
      where: { tenantId_serviceId: { tenantId: id, serviceId: service.id } },
      create: { tenantId: id, serviceId: service.id, platformId: service.platformId, ...told },
      update: told,
      select: { serviceId: true },
    })
  }
}
