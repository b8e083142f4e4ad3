import type { Owner } from '#lib/core/scope.ts'
import { newId, type Tx } from '#lib/infra/db/index.ts'
import type { StepFacts } from './domain/hand-step.ts'

/** Notices of an acknowledgement and of a resolution stand in the ledger under steps that no escalation has. */
export const NOTICE_STEP = { acknowledged: -1, resolved: -2 } as const

/** Writes the schedule of pages of an incident. */
export async function insertSteps(
  tx: Tx,
  owner: Owner,
  incidentId: string,
  dueAt: readonly Date[],
): Promise<void> {
  await tx.escalationStep.createMany({
    data: dueAt.map((at, step) => ({
      id: newId(),
      platformId: owner.platformId ?? '',
      tenantId: owner.tenantId,
      incidentId,
      step,
      dueAt: at,
    })),
  })
}

/** The steps of an escalation, in order. */
export const findSteps = async (tx: Tx, incidentId: string): Promise<StepFacts[]> =>
  await tx.escalationStep.findMany({
    where: { incidentId },
    orderBy: { step: 'asc' },
    select: { step: true, state: true, dueAt: true, askedAt: true },
  })

/** Makes a step due now because a person asked for it, also one that was stopped. */
export async function askForStep(tx: Tx, incidentId: string, step: number, at: Date): Promise<void> {
  await tx.escalationStep.updateMany({
    where: { incidentId, step },
    data: { state: 'waiting', dueAt: at, askedAt: at },
  })
}

/** Moves waiting steps to other moments. */
export async function moveSteps(
  tx: Tx,
  incidentId: string,
  moved: readonly { readonly step: number; readonly dueAt: Date }[],
): Promise<void> {
  for (const { step, dueAt } of moved) {
    await tx.escalationStep.updateMany({ where: { incidentId, step, state: 'waiting' }, data: { dueAt } })
  }
}

/** Whether a person asked for a step. */
export const isAskedFor = async (tx: Tx, incidentId: string, step: number): Promise<boolean> =>
  (await tx.escalationStep.count({ where: { incidentId, step, askedAt: { not: null } } })) > 0

/** Takes a waiting step into `state`; false when it is not waiting any more. */
export async function takeStep(
  tx: Tx,
  incidentId: string,
  step: number,
  to: { state: 'fired' | 'cancelled'; at: Date },
): Promise<boolean> {
  const { count } = await tx.escalationStep.updateMany({
    where: { incidentId, step, state: 'waiting' },
    data: { state: to.state, firedAt: to.state === 'fired' ? to.at : null },
  })
  return count === 1
}

/** Ends the escalation: no further step, no unsent page. Returns how many of each were cancelled. */
export async function cancelPaging(tx: Tx, incidentId: string): Promise<{ steps: number; pages: number }> {
  const steps = await tx.escalationStep.updateMany({
    where: { incidentId, state: 'waiting' },
    data: { state: 'cancelled' },
  })
  const pages = await tx.delivery.updateMany({
    where: { incidentId, purpose: 'page', state: { in: ['pending', 'failed', 'unknown'] } },
    data: { state: 'cancelled', fence: { increment: 1 } },
  })
  return { steps: steps.count, pages: pages.count }
}

/** One way to one member. */
export interface DeliveryTarget {
  readonly memberId: string
  readonly channel: string
  readonly target: string
}

/** The ways to members: shown in the portal, by e-mail, and through the channels they set up. */
export async function findTargets(
  tx: Tx,
  members: readonly { id: string; email: string }[],
): Promise<DeliveryTarget[]> {
  const channels = await tx.channel.findMany({
    where: { memberId: { in: members.map(({ id }) => id) }, enabled: true },
    select: { memberId: true, kind: true, target: true },
  })
  return members.flatMap(({ id, email }) => [
    { memberId: id, channel: 'in_app', target: id },
    { memberId: id, channel: 'email', target: email },
    ...channels
      .filter(({ memberId, kind, target }) => memberId === id && !(kind === 'email' && target === email))
      .map(({ kind, target }) => ({ memberId: id, channel: kind, target })),
  ])
}

/** Writes deliveries into the ledger; those that stand there already are left alone. Returns how many are new. */
export async function insertDeliveries(
  tx: Tx,
  owner: Owner,
  targets: readonly DeliveryTarget[],
  what: { incidentId: string; step: number; purpose: string; at: Date },
): Promise<number> {
  const { at, ...rest } = what
  const { count } = await tx.delivery.createMany({
    data: targets.map((target) => ({
      id: newId(),
      platformId: owner.platformId ?? '',
      tenantId: owner.tenantId,
      ...rest,
      ...target,
      createdAt: at,
      availableAt: at,
      // What is shown in the portal is delivered by being there.
      ...(target.channel === 'in_app' ? { state: 'sent' as const, sentAt: at, attempt: 1 } : {}),
    })),
    skipDuplicates: true,
  })
  return count
}

/** The ways by which members were paged about an incident: whoever was woken is told how it went on. */
export const findPagedTargets = async (tx: Tx, incidentId: string): Promise<DeliveryTarget[]> =>
  await tx.delivery.findMany({
    where: { incidentId, purpose: 'page', state: { in: ['sending', 'sent', 'unknown'] } },
    distinct: ['memberId', 'channel', 'target'],
    select: { memberId: true, channel: true, target: true },
  })
