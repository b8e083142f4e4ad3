import type { Owner } from '#lib/core/scope.ts'
import { newId, type Tx } from '#lib/infra/db/index.ts'
import type { IncidentState } from './domain/incident-state.ts'
import type { Severity } from './domain/service-state.ts'

/** The part of an incident that a change needs, read under a lock. */
export interface LockedIncident {
  readonly id: string
  readonly platformId: string
  readonly tenantId: string | null
  readonly code: string
  readonly title: string
  readonly state: IncidentState
  readonly serviceId: string | null
  readonly acknowledgedAt: Date | null
  readonly acknowledgedByName: string | null
}

/**
 * Reads an incident and holds it until the transaction ends, so that two changes come one after the other. Not "for update":
 * that would wait for whoever inserts a row that refers to the incident, and they for us.
 */
export async function lockIncident(tx: Tx, id: string): Promise<LockedIncident | null> {
  await tx.$queryRaw`select id from incident where id = ${id}::uuid for no key update`
  return await tx.incident.findUnique({
    where: { id },
    select: {
      id: true,
      platformId: true,
      tenantId: true,
      code: true,
      title: true,
      state: true,
      serviceId: true,
      acknowledgedAt: true,
      acknowledgedByName: true,
    },
  })
}

/** What a new incident is made of. */
export interface NewIncident {
  readonly id: string
  readonly platformId: string
  readonly tenantId: string | null
  readonly code: string
  readonly title: string
  readonly severity: Severity
  readonly serviceId: string | null
  readonly ruleId: string | null
  readonly dedupKey: string
  readonly openedAt: Date
  readonly policy: object
}

/** Inserts an incident; a second open one with the same key is a conflict. */
export async function insertIncident(tx: Tx, incident: NewIncident): Promise<void> {
  await tx.incident.create({
    data: { ...incident, policy: { ...incident.policy }, openKey: incident.dedupKey },
    select: { id: true },
  })
}

/** The open incident of a cause, or null. */
export const findOpenByKey = async (
  tx: Tx,
  owner: Owner,
  dedupKey: string,
): Promise<{ id: string; code: string } | null> =>
  await tx.incident.findFirst({
    where: {
      platformId: owner.platformId ?? '',
      tenantId: owner.tenantId,
      openKey: dedupKey,
      state: { not: 'resolved' },
    },
    select: { id: true, code: true },
  })

/** Moves an incident to `acknowledged`. */
export async function markAcknowledged(
  tx: Tx,
  id: string,
  by: { at: Date; memberId: string | null; name: string },
): Promise<void> {
  await tx.incident.update({
    where: { id },
    data: {
      state: 'acknowledged',
      acknowledgedAt: by.at,
      acknowledgedBy: by.memberId,
      acknowledgedByName: by.name,
      version: { increment: 1 },
    },
    select: { id: true },
  })
}

/** Moves an incident to `resolved` and frees its key, so that the next firing opens a new one. */
export async function markResolved(tx: Tx, id: string, at: Date): Promise<void> {
  await tx.incident.update({
    where: { id },
    data: { state: 'resolved', resolvedAt: at, openKey: id, version: { increment: 1 } },
    select: { id: true },
  })
}

/** One entry for a timeline. */
export interface NewTimelineEntry {
  readonly incidentId: string
  readonly at: Date
  readonly kind: string
  readonly actorKind: string
  readonly actorName: string
  readonly text: string
  readonly data?: Readonly<Record<string, string | number | null>>
}

/** Appends to the timeline of an incident of `owner`. */
export async function appendTimeline(tx: Tx, owner: Owner, entry: NewTimelineEntry): Promise<void> {
  await tx.timelineEntry.create({
    data: {
      id: newId(),
      platformId: owner.platformId ?? '',
      tenantId: owner.tenantId,
      ...entry,
      data: { ...entry.data },
    },
    select: { id: true },
  })
}

/** A recorded step of why something was or was not done. */
export interface NewDecision {
  readonly incidentId: string | null
  readonly alertId?: string | null
  readonly at: Date
  readonly stage: string
  readonly verdict: string
  readonly reason: string
}

/** Records a decision for rows of `owner`. */
export async function appendDecision(tx: Tx, owner: Owner, decision: NewDecision): Promise<void> {
  await tx.decision.create({
    data: { id: newId(), platformId: owner.platformId ?? '', tenantId: owner.tenantId, ...decision },
    select: { id: true },
  })
}

/** Wakes the jobs process after this transaction: there are deliveries to make. A lost wake-up costs one sweep. */
export async function wakeJobs(tx: Tx): Promise<void> {
  await tx.$executeRaw`select pg_notify('outbox', '')`
}

/** When an incident opened. */
export async function findOpenedAt(tx: Tx, id: string): Promise<Date> {
  const row = await tx.incident.findUniqueOrThrow({ where: { id }, select: { openedAt: true } })
  return row.openedAt
}

/** The policy snapshot of an incident, as it was stored. */
export async function findPolicySteps(tx: Tx, id: string): Promise<unknown> {
  const row = await tx.incident.findUniqueOrThrow({ where: { id }, select: { policy: true } })
  return row.policy
}

/** True when an incident has a schedule of pages. */
export const hasSteps = async (tx: Tx, incidentId: string): Promise<boolean> =>
  (await tx.escalationStep.count({ where: { incidentId } })) > 0

/** Replaces the policy snapshot of an incident that had none to page. */
export async function savePolicySnapshot(tx: Tx, id: string, policy: object): Promise<void> {
  await tx.incident.update({ where: { id }, data: { policy: { ...policy } }, select: { id: true } })
}
