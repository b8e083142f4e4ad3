import type { Owner } from '#lib/core/scope.ts'
import type { Tx } from '#lib/infra/db/index.ts'

/** A security event to be stored. */
export interface NewSecurityEvent extends Owner {
  readonly kind: string
  readonly severity: string
  readonly at: Date
  readonly memberId: string | null
  readonly actorKind: string
  readonly actorId: string
  readonly ip: string | null
  readonly userAgent: string | null
  readonly requestId: string
  readonly details: Record<string, string | number | boolean | null>
}

/** Stores an event. */
export const insertEvent = async (tx: Tx, event: NewSecurityEvent): Promise<void> => {
  await tx.securityEvent.create({ data: { ...event }, select: { id: true } })
}

/** The owners of a member's bindings, as far as this transaction sees them. */
export const findBindingOwners = async (tx: Tx, memberId: string): Promise<Owner[]> =>
  await tx.roleBinding.findMany({ where: { memberId }, select: { platformId: true, tenantId: true } })

/** What a page of events is narrowed by. */
export interface EventFilter {
  readonly kind?: string | undefined
  readonly severity?: string | undefined
  readonly memberId?: string | undefined
  readonly address?: string | undefined
  readonly from?: string | undefined
  readonly to?: string | undefined
  readonly before?: string | undefined
  readonly limit: number
}

const given = <T>(name: string, value: T | undefined): Record<string, T> =>
  value === undefined ? {} : { [name]: value }

/** A page of events that the scope can see, newest first. */
export const findEvents = async (tx: Tx, filter: EventFilter) =>
  await tx.securityEvent.findMany({
    where: {
      ...given('kind', filter.kind),
      ...given('severity', filter.severity),
      ...given('memberId', filter.memberId),
      ...given('ip', filter.address),
      at: {
        ...(filter.from === undefined ? {} : { gte: new Date(filter.from) }),
        ...(filter.to === undefined ? {} : { lt: new Date(filter.to) }),
      },
      ...(filter.before === undefined ? {} : { id: { lt: filter.before } }),
    },
    orderBy: { id: 'desc' },
    take: filter.limit,
  })

/** An event as it is stored. */
export type SecurityEventRow = Awaited<ReturnType<typeof findEvents>>[number]

/** Names of members whom the scope can see. */
export async function findNames(tx: Tx, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const rows = await tx.member.findMany({
    where: { id: { in: [...new Set(ids)] } },
    select: { id: true, name: true },
  })
  return new Map(rows.map(({ id, name }) => [id, name]))
}

/** Removes events older than `until`; returns how many. */
export const deleteEventsBefore = async (tx: Tx, until: Date): Promise<number> =>
  (await tx.securityEvent.deleteMany({ where: { at: { lt: until } } })).count
