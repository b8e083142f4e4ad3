import type { Tx } from '#lib/infra/db/index.ts'

/** What overviews show of an incident. */
const OVERVIEW = {
  id: true,
  code: true,
  title: true,
  severity: true,
  state: true,
  openedAt: true,
  acknowledgedAt: true,
  platformId: true,
  tenantId: true,
  serviceId: true,
} as const

/** How many incidents of each platform are not resolved. */
export async function countOpenIncidents(tx: Tx): Promise<{ platformId: string; incidents: number }[]> {
  const rows = await tx.incident.groupBy({
    by: ['platformId'],
    where: { state: { not: 'resolved' } },
    _count: { id: true },
  })
  return rows.map(({ platformId, _count: { id } }) => ({ platformId, incidents: id }))
}

/** Open incidents in scope with what the overview shows of them, worst and oldest first. */
export const findOpenIncidents = async (tx: Tx) =>
  await tx.incident.findMany({
    where: { state: { not: 'resolved' } },
    orderBy: [{ severity: 'asc' }, { openedAt: 'asc' }],
    take: 200,
    select: OVERVIEW,
  })

/** How many pages were handed to a provider since `since`. */
export const countPages = async (tx: Tx, since: Date): Promise<number> =>
  await tx.delivery.count({
    where: { purpose: 'page', state: 'sent', sentAt: { gte: since }, channel: { not: 'in_app' } },
  })

/** When sources in scope that may send last did so. */
export const findSourceAges = async (tx: Tx, now: Date) =>
  await tx.source.findMany({
    where: { revokedAt: null, OR: [{ expiresAt: null }, { expiresAt: { gt: now } }] },
    select: { name: true, lastUsedAt: true },
  })

/** The incidents that were opened since `since`, newest first, and how many there are. */
export async function findIncidentsSince(tx: Tx, since: Date, take: number) {
  const where = { openedAt: { gte: since } }
  return {
    count: await tx.incident.count({ where }),
    rows: await tx.incident.findMany({
      where,
      orderBy: { openedAt: 'desc' },
      take,
      select: { ...OVERVIEW, resolvedAt: true },
    }),
  }
}
