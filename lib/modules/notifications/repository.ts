import type { Owner } from '#lib/core/scope.ts'
import { newId, notOver, reaching, type Tx } from '#lib/infra/db/index.ts'
import type { Settled } from './domain/delivery-state.ts'
import type { StepPage, Way } from './domain/fallback.ts'

const FACTS = {
  id: true,
  platformId: true,
  tenantId: true,
  incidentId: true,
  step: true,
  memberId: true,
  channel: true,
  target: true,
  purpose: true,
  state: true,
  attempt: true,
  fence: true,
  incident: {
    select: {
      code: true,
      title: true,
      severity: true,
      state: true,
      openedAt: true,
      acknowledgedByName: true,
      platform: { select: { name: true } },
      tenant: { select: { name: true } },
      service: { select: { name: true } },
    },
  },
} as const

/** A delivery with what it is about, held until the transaction ends, and whether its lease ran out by the database's clock. */
export async function lockDelivery(tx: Tx, id: string) {
  const [held] = await tx.$queryRaw<{ over: boolean; due: boolean; age: number }[]>`
    select coalesce(lease_until < now(), true) as over, available_at <= now() as due,
      extract(epoch from now() - created_at)::double precision as age from delivery where id = ${id}::uuid for no key update`
  if (held === undefined) return null
  const row = await tx.delivery.findUniqueOrThrow({ where: { id }, select: FACTS })
  return { ...row, isLeaseOver: held.over, isDue: held.due, ageSeconds: held.age }
}

/** A delivery with what it is about. */
export type DeliveryRow = NonNullable<Awaited<ReturnType<typeof lockDelivery>>>

/** Whether a page is still to be sent: nobody has its incident, or a person asked for its step. */
export async function isPageWanted(tx: Tx, row: DeliveryRow): Promise<boolean> {
  if (row.incident.state !== 'acknowledged') return row.incident.state === 'open'
  const asked = await tx.escalationStep.count({
    where: { incidentId: row.incidentId, step: row.step, askedAt: { not: null } },
  })
  return asked > 0
}

/** Takes a delivery for `leaseSeconds` of the database's time. Returns the fencing number and the number of this try. */
export async function takeDelivery(
  tx: Tx,
  id: string,
  leaseSeconds: number,
): Promise<{ fence: number; attempt: number }> {
  const [taken] = await tx.$queryRaw<{ fence: number; attempt: number }[]>`
    update delivery set state = 'sending', attempt = attempt + 1, fence = fence + 1,
      lease_until = now() + make_interval(secs => ${leaseSeconds}::double precision)
    where id = ${id}::uuid returning fence, attempt`
  if (taken === undefined) throw new Error('a delivery that was just locked is gone')
  return taken
}

/** Records what a try gave, unless somebody else took the delivery meanwhile; false then. */
export async function settleDelivery(tx: Tx, id: string, fence: number, settled: Settled): Promise<boolean> {
  const changed = await tx.$executeRaw`
    update delivery set state = ${settled.state}::delivery_state, answer = ${settled.answer.slice(0, 500)}, lease_until = null,
      available_at = now() + make_interval(secs => ${settled.againSeconds ?? 0}::double precision),
      sent_at = case when ${settled.state} = 'sent' then now() else sent_at end
    where id = ${id}::uuid and fence = ${fence} and state = 'sending'`
  return changed === 1
}

/** Withdraws a page that is not wanted any more. */
export async function cancelDelivery(tx: Tx, id: string): Promise<void> {
  await tx.delivery.update({
    where: { id },
    data: { state: 'cancelled', fence: { increment: 1 } },
    select: { id: true },
  })
}

/** Every page of one step of an incident. */
export const findStepPages = async (tx: Tx, incidentId: string, step: number): Promise<StepPage[]> =>
  await tx.delivery.findMany({
    where: { incidentId, step, purpose: 'page' },
    select: { memberId: true, channel: true, target: true, state: true, attempt: true },
  })

/** The ways of a member that are switched on: the own address first, then channels as they were added. */
export async function findWays(tx: Tx, memberId: string): Promise<Way[]> {
  const member = await tx.member.findUnique({ where: { id: memberId }, select: { email: true } })
  const channels = await tx.channel.findMany({
    where: { memberId, enabled: true },
    orderBy: { createdAt: 'asc' },
    select: { kind: true, target: true },
  })
  const own = member === null ? [] : [{ channel: 'email', target: member.email }]
  return [...own, ...channels.map(({ kind, target }) => ({ channel: kind, target }))]
}

/** Adds the same page by another way; nothing happens when the ledger has it already. */
export async function insertPage(tx: Tx, like: DeliveryRow, way: Way, at: Date): Promise<void> {
  const { platformId, tenantId, incidentId, step, memberId, purpose } = like
  await tx.delivery.createMany({
    data: [
      {
        id: newId(),
        platformId,
        tenantId,
        incidentId,
        step,
        memberId,
        purpose,
        ...way,
        createdAt: at,
        availableAt: at,
      },
    ],
    skipDuplicates: true,
  })
}

/** What a member chose who is active and holds a role that reaches the owner's rows and is not over; null for any other. */
export const findActiveMember = async (tx: Tx, id: string, owner: Owner, now: Date) =>
  await tx.member.findFirst({
    where: { id, state: 'active', bindings: { some: reaching(owner, now) } },
    select: { language: true },
  })

/** Brings the next waiting step forward to now; false when none waits. */
export async function bringForward(tx: Tx, incidentId: string): Promise<boolean> {
  const changed = await tx.$executeRaw`
    update escalation_step set due_at = now() where id =
      (select id from escalation_step where incident_id = ${incidentId}::uuid and state = 'waiting' order by step limit 1)`
  return changed === 1
}

/** The webhook channel of a member with this target, or null when it was removed. */
export const findChannel = async (tx: Tx, memberId: string, kind: string, target: string) =>
  await tx.channel.findUnique({
    where: { memberId_kind_target: { memberId, kind, target } },
    select: { id: true, secret: true, oldSecret: true, oldSecretUntil: true, enabled: true },
  })

/** Switches a channel off and says why. */
export async function disableChannel(tx: Tx, id: string, reason: string): Promise<void> {
  await tx.channel.update({ where: { id }, data: { enabled: false, disabled: reason }, select: { id: true } })
}

/** True when a member is more than a tenant's own: only then do its addresses count as typed by the operator's people. */
export async function isStaffMember(tx: Tx, memberId: string, now: Date): Promise<boolean> {
  return (
    (await tx.roleBinding.count({
      where: { memberId, tenantId: null, ...notOver(now) },
    })) > 0
  )
}

/** The operator's list of private addresses that may be called. */
export const findAllowed = async (tx: Tx) =>
  await tx.outgoingAllow.findMany({ select: { cidr: true, port: true, platformId: true } })

/** Notices shown in the portal to one member, newest first. */
export const findInbox = async (tx: Tx, memberId: string, limit: number) =>
  await tx.delivery.findMany({
    where: { memberId, channel: 'in_app' },
    orderBy: { createdAt: 'desc' },
    take: limit,
    select: {
      id: true,
      purpose: true,
      incidentId: true,
      createdAt: true,
      readAt: true,
      incident: { select: { code: true, title: true, severity: true } },
    },
  })

/** How many notices a member has not read. */
export const countUnread = async (tx: Tx, memberId: string): Promise<number> =>
  await tx.delivery.count({ where: { memberId, channel: 'in_app', readAt: null } })

/** Marks a notice of a member as read; null when the member has none with this id. */
export async function setRead(tx: Tx, memberId: string, id: string, at: Date): Promise<Date | null> {
  const row = await tx.delivery.findFirst({
    where: { id, memberId, channel: 'in_app' },
    select: { readAt: true },
  })
  if (row === null) return null
  if (row.readAt !== null) return row.readAt
  await tx.delivery.update({ where: { id }, data: { readAt: at }, select: { id: true } })
  return at
}

/** Marks what a member has not read of what came until a moment; returns how much that was. */
export async function setAllRead(
  tx: Tx,
  memberId: string,
  { until, at }: { readonly until: Date; readonly at: Date },
): Promise<number> {
  const { count } = await tx.delivery.updateMany({
    where: { memberId, channel: 'in_app', readAt: null, createdAt: { lte: until } },
    data: { readAt: at },
  })
  return count
}

/** A channel by its id, or null. */
export const findChannelById = async (tx: Tx, id: string) =>
  await tx.channel.findUnique({
    where: { id },
    select: {
      id: true,
      memberId: true,
      kind: true,
      target: true,
      secret: true,
      oldSecret: true,
      oldSecretUntil: true,
    },
  })

/** Notes when a test arrived. */
export async function markTested(tx: Tx, id: string, at: Date): Promise<void> {
  await tx.channel.update({ where: { id }, data: { testedAt: at }, select: { id: true } })
}

/** Wakes the jobs process after this transaction: something new is due. A lost wake-up costs one sweep. */
export async function wakeJobs(tx: Tx): Promise<void> {
  await tx.$executeRaw`select pg_notify('outbox', '')`
}
