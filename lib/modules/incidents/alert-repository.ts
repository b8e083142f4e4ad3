import type { Tx } from '#lib/infra/db/index.ts'

const ALERT = {
  id: true,
  platformId: true,
  tenantId: true,
  ruleId: true,
  incidentId: true,
  labels: true,
  state: true,
  summary: true,
  rule: { select: { name: true, severity: true } },
} as const

/** An alert with the rule behind it, held until the transaction ends; null when the scope has none with this id. */
export async function findAlert(tx: Tx, id: string) {
  await tx.$queryRaw`select id from alert where id = ${id}::uuid for no key update`
  return await tx.alert.findUnique({ where: { id }, select: ALERT })
}

/** An alert with the rule behind it. */
export type AlertRow = NonNullable<Awaited<ReturnType<typeof findAlert>>>

/** Notes to which incident an alert belongs. */
export async function linkAlert(tx: Tx, id: string, incidentId: string): Promise<void> {
  await tx.alert.update({ where: { id }, data: { incidentId }, select: { id: true } })
}

/** How many alerts of an incident have not recovered. */
export const countFiring = async (tx: Tx, incidentId: string): Promise<number> =>
  await tx.alert.count({ where: { incidentId, state: { not: 'resolved' } } })
