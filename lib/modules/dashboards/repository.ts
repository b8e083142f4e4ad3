import type { Tx } from '#lib/infra/db/index.ts'

/** Open incidents in scope with what the overview shows of them, worst and oldest first. */
export const findOpenIncidents = async (tx: Tx) =>
  await tx.incident.findMany({
    where: { state: { not: 'resolved' } },
    orderBy: [{ severity: 'asc' }, { openedAt: 'asc' }],
    take: 200,
    select: {
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
    },
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

/** Objects in scope whose name contains the text, a few of each kind. */
export async function searchNames(tx: Tx, text: string, limit: number) {
  const name = { contains: text, mode: 'insensitive' } as const
  const order = { orderBy: { name: 'asc' }, take: limit } as const
  return {
    platforms: await tx.platform.findMany({ where: { name }, select: { id: true, name: true }, ...order }),
    tenants: await tx.tenant.findMany({
      where: { name },
      select: { id: true, name: true, platform: { select: { name: true } } },
      ...order,
    }),
    services: await tx.service.findMany({
      where: { name },
      select: {
        id: true,
        name: true,
        platform: { select: { name: true } },
        tenant: { select: { name: true } },
      },
      ...order,
    }),
    sources: await tx.source.findMany({
      where: { name, revokedAt: null },
      select: { id: true, name: true },
      ...order,
    }),
    rules: await tx.rule.findMany({ where: { name }, select: { id: true, name: true }, ...order }),
    incidents: await tx.incident.findMany({
      where: { OR: [{ title: name }, { code: { contains: text, mode: 'insensitive' } }] },
      select: { id: true, code: true, title: true, state: true },
      orderBy: { openedAt: 'desc' },
      take: limit,
    }),
  }
}
