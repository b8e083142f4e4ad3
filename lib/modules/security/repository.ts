import type { Owner } from '#lib/core/scope.ts'
import { newId, type Tx } from '#lib/infra/db/index.ts'

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
  readonly count: number
  /** Equal for events that are counted together; null for one that stands alone. */
  readonly fold: string | null
}

/** Addresses that one event remembers. */
const MOST_ADDRESSES = 50

/** Stores an event, or counts it in the one that it is folded into. */
export const insertEvent = async (tx: Tx, event: NewSecurityEvent): Promise<void> => {
  const { platformId, tenantId, memberId, at, ip, count } = event
  const addresses = ip === null ? [] : [ip]
  // Not an upsert of the client: that one reads the row first, and `auth` may read next to nothing of it.
  await tx.$executeRaw`
    insert into security_event (id, platform_id, tenant_id, kind, severity, at, member_id, actor_kind, actor_id, ip,
                                user_agent, request_id, details, count, addresses, fold)
    values (${newId()}::uuid, ${platformId}::uuid, ${tenantId}::uuid, ${event.kind}, ${event.severity}, ${at},
            ${memberId}::uuid, ${event.actorKind}, ${event.actorId}, ${ip}, ${event.userAgent}, ${event.requestId},
            ${JSON.stringify(event.details)}::jsonb, ${count}, ${addresses}, ${event.fold})
    on conflict (tenant_id, fold) where fold is not null do update set
      count = security_event.count + ${count},
      last_at = ${at},
      addresses = case when security_event.addresses @> ${addresses} or cardinality(security_event.addresses) >= ${MOST_ADDRESSES}
                       then security_event.addresses else security_event.addresses || ${addresses} end`
}

/** The owners of a member's bindings, as far as this transaction sees them. */
export const findBindingOwners = async (tx: Tx, memberId: string): Promise<Owner[]> =>
  await tx.roleBinding.findMany({ where: { memberId }, select: { platformId: true, tenantId: true } })

/** What a page of events is narrowed by. */
export interface EventFilter {
  readonly kind?: string | undefined
  readonly severity?: string | undefined
  readonly memberId?: string | undefined
  readonly id?: string | undefined
  readonly address?: string | undefined
  readonly from?: string | undefined
  readonly to?: string | undefined
  readonly before?: string | undefined
  readonly limit: number
}

const given = <T>(name: string, value: T | undefined): Record<string, T> =>
  value === undefined ? {} : { [name]: value }

/** What was going on in a time: begun before its end, and seen last after its beginning. */
function within({ from, to }: EventFilter) {
  const since = from === undefined ? null : new Date(from)
  return {
    ...(to === undefined ? {} : { at: { lt: new Date(to) } }),
    ...(since === null ? {} : { OR: [{ at: { gte: since } }, { lastAt: { gte: since } }] }),
  }
}

/** What came from an address, the first time or later. */
const from = (address: string | undefined) =>
  address === undefined ? {} : { OR: [{ ip: address }, { addresses: { has: address } }] }

/** A page of events that the scope can see, newest first. */
export const findEvents = async (tx: Tx, filter: EventFilter) =>
  await tx.securityEvent.findMany({
    where: {
      ...given('kind', filter.kind),
      ...given('severity', filter.severity),
      ...given('memberId', filter.memberId),
      ...given('id', filter.id),
      AND: [
        within(filter),
        from(filter.address),
        filter.before === undefined ? {} : { id: { lt: filter.before } },
      ],
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
