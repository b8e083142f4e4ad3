import type { Prisma } from '#prisma'
import { literally } from '#lib/core/literally.ts'
import type { Tx } from '#lib/infra/db/index.ts'
import type { ServiceSort } from './domain/service-order.ts'
import { SERVICE, type ServiceRow } from './repository.ts'
import type { ServiceState } from './schemas.ts'

/** Which part of the list of services is read. */
export interface ServicePage {
  /** Part of the name of the service or of its tenant. */
  readonly text: string | undefined
  readonly sort: ServiceSort
  /** The last service before it. */
  readonly after: string | undefined
  readonly take: number | undefined
}

const whereOf = (text: string | undefined): Prisma.ServiceWhereInput => {
  if (text === undefined) return {}
  const contains = { contains: literally(text), mode: 'insensitive' as const }
  return { OR: [{ name: contains }, { tenant: { name: contains } }] }
}

const BY_NAME: Prisma.ServiceOrderByWithRelationInput[] = [{ name: 'asc' }, { id: 'asc' }]
const ORDERS: Readonly<Record<ServiceSort, Prisma.ServiceOrderByWithRelationInput[]>> = {
  state: [{ state: 'asc' }, ...BY_NAME],
  '-state': [{ state: 'desc' }, ...BY_NAME],
  name: BY_NAME,
  '-name': [{ name: 'desc' }, { id: 'asc' }],
  since: [{ stateSince: 'asc' }, ...BY_NAME],
  '-since': [{ stateSince: 'desc' }, ...BY_NAME],
}

/** Services that the scope owns rows of, in an order, behind one of them. */
export const findServices = async (tx: Tx, { text, sort, after, take }: ServicePage): Promise<ServiceRow[]> =>
  await tx.service.findMany({
    where: whereOf(text),
    select: SERVICE,
    orderBy: ORDERS[sort],
    ...(after === undefined ? {} : { cursor: { id: after }, skip: 1 }),
    ...(take === undefined ? {} : { take }),
  })

/** The ids of all services behind one of them, in an order; rows with what they belong to are more than one question holds. */
export async function findServiceIds(tx: Tx, page: Omit<ServicePage, 'take'>): Promise<string[]> {
  const { text, sort, after } = page
  const rows = await tx.service.findMany({
    where: whereOf(text),
    select: { id: true },
    orderBy: ORDERS[sort],
    ...(after === undefined ? {} : { cursor: { id: after }, skip: 1 }),
  })
  return rows.map(({ id }) => id)
}

/** Services by their ids, in no order. */
export const findServicesById = async (tx: Tx, ids: readonly string[]): Promise<ServiceRow[]> =>
  await tx.service.findMany({ where: { id: { in: [...ids] } }, select: SERVICE })

/** Whether a service is in the list: the database reads on from nowhere else without leaving out a row. */
export const isListedService = async (tx: Tx, id: string, text: string | undefined): Promise<boolean> =>
  (await tx.service.count({ where: { AND: [{ id }, whereOf(text)] } })) > 0

/** How many services pass the filter. */
export const countServices = async (tx: Tx, text: string | undefined): Promise<number> =>
  await tx.service.count({ where: whereOf(text) })

/** How many services the scope owns, by state. */
export async function countServiceStates(tx: Tx): Promise<{ state: ServiceState; count: number }[]> {
  const groups = await tx.service.groupBy({ by: ['state'], orderBy: { state: 'asc' }, _count: { id: true } })
  return groups.map(({ state, _count }) => ({ state, count: _count.id }))
}
