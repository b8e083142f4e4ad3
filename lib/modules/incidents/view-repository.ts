import type { Tx } from '#lib/infra/db/index.ts'
import type { IncidentState } from './domain/incident-state.ts'
import type { Severity } from './domain/service-state.ts'

const LIST = {
  id: true,
  code: true,
  title: true,
  severity: true,
  state: true,
  platformId: true,
  tenantId: true,
  serviceId: true,
  openedAt: true,
  acknowledgedAt: true,
  acknowledgedByName: true,
  resolvedAt: true,
  platform: { select: { name: true } },
  tenant: { select: { name: true } },
  service: { select: { name: true } },
} as const

/** What a list of incidents is narrowed by. */
export interface IncidentFilter {
  readonly states: readonly IncidentState[]
  readonly severity?: Severity | undefined
  readonly serviceId?: string | undefined
  /** Only incidents that opened before this one did; ids order ties. */
  readonly before?: { readonly openedAt: Date; readonly id: string } | undefined
  readonly limit: number
}

/** Incidents in scope, newest first. */
export const findIncidents = async (tx: Tx, filter: IncidentFilter) =>
  await tx.incident.findMany({
    where: {
      state: { in: [...filter.states] },
      ...(filter.severity === undefined ? {} : { severity: filter.severity }),
      ...(filter.serviceId === undefined ? {} : { serviceId: filter.serviceId }),
      ...(filter.before === undefined
        ? {}
        : {
            OR: [
              { openedAt: { lt: filter.before.openedAt } },
              { openedAt: filter.before.openedAt, id: { lt: filter.before.id } },
            ],
          }),
    },
    orderBy: [{ openedAt: 'desc' }, { id: 'desc' }],
    take: filter.limit,
    select: LIST,
  })

/** One incident as lists show it. */
export type IncidentRow = Awaited<ReturnType<typeof findIncidents>>[number]

/** One incident with everything that its page shows, or null. */
export const findIncidentDetail = async (tx: Tx, id: string) =>
  await tx.incident.findUnique({
    where: { id },
    select: {
      ...LIST,
      acknowledgedBy: true,
      policy: true,
      rule: { select: { id: true, name: true, expr: true } },
      timelineEntry: {
        orderBy: [{ at: 'desc' }, { id: 'desc' }],
        take: 500,
        select: { id: true, at: true, kind: true, actorKind: true, actorName: true, text: true, data: true },
      },
      escalationStep: {
        orderBy: { step: 'asc' },
        select: { step: true, dueAt: true, state: true, firedAt: true },
      },
      alert: {
        orderBy: { activeAt: 'desc' },
        take: 100,
        select: {
          id: true,
          state: true,
          summary: true,
          labels: true,
          value: true,
          firedAt: true,
          resolvedAt: true,
        },
      },
      delivery: {
        orderBy: { createdAt: 'desc' },
        take: 200,
        select: {
          id: true,
          channel: true,
          purpose: true,
          step: true,
          state: true,
          attempt: true,
          createdAt: true,
          sentAt: true,
          answer: true,
          memberId: true,
        },
      },
      decision: {
        orderBy: { at: 'asc' },
        take: 200,
        select: { at: true, stage: true, verdict: true, reason: true },
      },
    },
  })

/** One incident with everything that its page shows. */
export type IncidentDetailRow = NonNullable<Awaited<ReturnType<typeof findIncidentDetail>>>
