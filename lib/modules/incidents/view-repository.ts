import type { Prisma } from '#prisma'
import { literally } from '#lib/core/literally.ts'
import type { Tx } from '#lib/infra/db/index.ts'
import {
  ORDERS,
  SEVERITY_ORDER,
  STATE_ORDER,
  type IncidentSort,
  type PlaceValue,
} from './domain/incident-order.ts'
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
  /** A day in UTC, `2026-11-20`, on which they were open. */
  readonly day?: string | undefined
  /** Part of the title, or the beginning of the code, in any case. */
  readonly text?: string | undefined
}

/** A page of a list of incidents. */
export interface IncidentPage {
  readonly sort: IncidentSort
  /** Where the page before ended. */
  readonly behind?: readonly PlaceValue[] | undefined
  readonly limit: number
}

const DAY_MS = 86_400_000

/** Open on a day in UTC: as the strips of days count it (`findServiceDays` of dashboards). */
function openOn(day: string): Prisma.IncidentWhereInput {
  const start = new Date(`${day}T00:00:00Z`)
  return {
    openedAt: { lt: new Date(start.getTime() + DAY_MS) },
    AND: [{ OR: [{ resolvedAt: null }, { resolvedAt: { gte: start } }] }],
  }
}

const whereOf = ({ states, severity, serviceId, day, text }: IncidentFilter): Prisma.IncidentWhereInput => ({
  state: { in: [...states] },
  ...(severity === undefined ? {} : { severity }),
  ...(serviceId === undefined ? {} : { serviceId }),
  ...(day === undefined ? {} : openOn(day)),
  ...(text === undefined
    ? {}
    : {
        OR: [
          { title: { contains: literally(text), mode: 'insensitive' as const } },
          { code: { startsWith: literally(text), mode: 'insensitive' as const } },
        ],
      }),
})

/** Those of the values that come behind one of them. */
const behindIn = <T>(values: readonly T[], value: T, direction: 'asc' | 'desc'): T[] => {
  const at = values.indexOf(value)
  return direction === 'asc' ? values.slice(at + 1) : values.slice(0, at)
}

/** Incidents that one question of an order puts behind a place. */
function behindAt(place: PlaceValue, direction: 'asc' | 'desc'): Prisma.IncidentWhereInput {
  const than = direction === 'asc' ? 'gt' : 'lt'
  switch (place.field) {
    case 'severity':
      return { severity: { in: behindIn(SEVERITY_ORDER, place.value, direction) } }
    case 'state':
      return { state: { in: behindIn(STATE_ORDER, place.value, direction) } }
    case 'openedAt':
      return { openedAt: { [than]: place.value } }
    case 'resolvedAt':
      // What has no end comes first.
      return { resolvedAt: place.value === null ? { not: null } : { [than]: place.value } }
    case 'id':
      return { id: { [than]: place.value } }
  }
}

/** Incidents behind a place: equal in the first questions, and put behind by the next one. */
const behindPlace = (sort: IncidentSort, place: readonly PlaceValue[]): Prisma.IncidentWhereInput => ({
  OR: place.map((value, i) => ({
    AND: [
      ...place.slice(0, i).map((equal) => ({ [equal.field]: equal.value })),
      behindAt(value, ORDERS[sort][i]?.direction ?? 'asc'),
    ],
  })),
})

/** Incidents in scope, in an order, behind a place of it. */
export const findIncidents = async (tx: Tx, filter: IncidentFilter, { sort, behind, limit }: IncidentPage) =>
  await tx.incident.findMany({
    where: {
      AND: [whereOf(filter), ...(behind === undefined ? [] : [behindPlace(sort, behind)])],
    },
    orderBy: ORDERS[sort].map(({ field, direction }) =>
      field === 'resolvedAt'
        ? { resolvedAt: { sort: direction, nulls: 'first' as const } }
        : { [field]: direction },
    ),
    take: limit,
    select: LIST,
  })

/** How many incidents pass a filter; counting ends at `most`. */
export const countIncidents = async (tx: Tx, filter: IncidentFilter, most: number): Promise<number> =>
  await tx.incident.count({ where: whereOf(filter), take: most })

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
        select: { step: true, dueAt: true, state: true, firedAt: true, askedAt: true },
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
