import { newId, type Tx } from '#lib/infra/db/index.ts'
import type { SelfService } from './domain/self-services.ts'

/** The platform that Bailiwick itself is, and since when; null before it was made. */
export const findSelfPlatform = async (tx: Tx): Promise<{ id: string; createdAt: Date } | null> =>
  await tx.platform.findFirst({ where: { isSelf: true }, select: { id: true, createdAt: true } })

/** Ids of the services of a platform that belong to no tenant, by name. */
export async function findServiceIds(tx: Tx, platformId: string): Promise<Map<string, string>> {
  const rows = await tx.service.findMany({
    where: { platformId, tenantId: null },
    select: { id: true, name: true },
  })
  return new Map(rows.map(({ id, name }) => [name, id]))
}

/**
 * Seconds from the decision of a page to its acceptance by a provider that 95 of 100 stay below, of those accepted since
 * `since`; null when none was.
 */
export async function findDeliverySeconds(tx: Tx, since: Date): Promise<number | null> {
  const [row] = await tx.$queryRaw<{ seconds: number | null }[]>`
    select percentile_cont(0.95) within group (order by extract(epoch from sent_at - created_at))::float8 as seconds
    from delivery where purpose = 'page' and state = 'sent' and channel <> 'in_app' and sent_at >= ${since}`
  return row?.seconds ?? null
}

/** Makes the platform that Bailiwick itself is. */
export async function insertSelfPlatform(tx: Tx, name: string, now: Date): Promise<{ id: string }> {
  return await tx.platform.create({
    data: { id: newId(), name, isSelf: true, createdAt: now },
    select: { id: true },
  })
}

/** Makes the services that are not there yet and the dependencies between them. Returns the names of the new ones. */
export async function ensureServices(
  tx: Tx,
  platformId: string,
  services: readonly SelfService[],
): Promise<string[]> {
  const present = await tx.service.findMany({
    where: { platformId, tenantId: null },
    select: { id: true, name: true },
  })
  const ids = new Map(present.map(({ id, name }) => [name, id]))
  const added = services.filter(({ job }) => !ids.has(job))
  for (const { job } of added) {
    const { id } = await tx.service.create({
      data: { id: newId(), platformId, name: job },
      select: { id: true },
    })
    ids.set(job, id)
  }
  const edges = services.flatMap(({ job, dependsOn }) =>
    dependsOn.map((other) => [ids.get(job), ids.get(other)] as const),
  )
  await tx.serviceDependency.createMany({
    data: edges.flatMap(([serviceId, dependsOnId]) =>
      serviceId === undefined || dependsOnId === undefined ? [] : [{ platformId, serviceId, dependsOnId }],
    ),
    skipDuplicates: true,
  })
  return added.map(({ job }) => job)
}

/** The newest migration that was applied whole; null when none was. */
export async function findNewestMigration(tx: Tx): Promise<string | null> {
  const [row] = await tx.$queryRaw<{ name: string | null }[]>`select app_schema_version() as name`
  return row?.name ?? null
}
