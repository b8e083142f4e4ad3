import { isUuid } from '#lib/core/ids.ts'
import type { IncidentState } from './incident-state.ts'
import type { Severity } from './service-state.ts'

/**
 * In which orders incidents are listed; a hyphen turns one around. `worst` is what needs a person first: severity, then
 * what nobody has, then the older; what is over comes behind, the latest end first.
 */
export const INCIDENT_SORTS = [
  'worst',
  'opened',
  '-opened',
  'severity',
  '-severity',
  'state',
  '-state',
] as const
/** An order of a list of incidents. */
export type IncidentSort = (typeof INCIDENT_SORTS)[number]

/** The fields that an order may ask. */
export type OrderField = 'resolvedAt' | 'severity' | 'state' | 'openedAt' | 'id'
/** One question of an order; `desc` of `resolvedAt` begins with what has no end. */
export interface OrderKey {
  readonly field: OrderField
  readonly direction: 'asc' | 'desc'
}

const key = (field: OrderField, direction: 'asc' | 'desc'): OrderKey => ({ field, direction })
const NEWEST = [key('openedAt', 'desc'), key('id', 'desc')] as const

/** What each order asks, in turn; the id tells the last two apart. */
export const ORDERS: Readonly<Record<IncidentSort, readonly OrderKey[]>> = {
  worst: [
    key('resolvedAt', 'desc'),
    key('severity', 'asc'),
    key('state', 'asc'),
    key('openedAt', 'asc'),
    key('id', 'asc'),
  ],
  opened: [key('openedAt', 'asc'), key('id', 'asc')],
  '-opened': NEWEST,
  severity: [key('severity', 'asc'), ...NEWEST],
  '-severity': [key('severity', 'desc'), ...NEWEST],
  state: [key('state', 'asc'), ...NEWEST],
  '-state': [key('state', 'desc'), ...NEWEST],
}

/** The severities from the worst on, and the states from the one that needs somebody on, as the database orders them. */
export const SEVERITY_ORDER: readonly Severity[] = ['P0', 'P1', 'P2', 'P3']
/** The states of an incident, as the database orders them. */
export const STATE_ORDER: readonly IncidentState[] = ['open', 'acknowledged', 'resolved']

/** What an incident is placed by. */
export interface Placed {
  readonly id: string
  readonly severity: Severity
  readonly state: IncidentState
  readonly openedAt: Date
  readonly resolvedAt: Date | null
}

/** Where a page of a list ends, for the next one to go on from. */
export const writePlace = (sort: IncidentSort, incident: Placed): string =>
  ORDERS[sort]
    .map(({ field }) => {
      const value = incident[field]
      return value instanceof Date ? value.toISOString() : (value ?? '')
    })
    .join('_')

/** A value that a place in a list names. */
export type PlaceValue =
  | { readonly field: 'severity'; readonly value: Severity }
  | { readonly field: 'state'; readonly value: IncidentState }
  | { readonly field: 'openedAt'; readonly value: Date }
  | { readonly field: 'resolvedAt'; readonly value: Date | null }
  | { readonly field: 'id'; readonly value: string }

const dateOf = (text: string): Date | null => {
  const at = new Date(text)
  return Number.isNaN(at.getTime()) ? null : at
}

function readValue(field: OrderField, text: string): PlaceValue | null {
  switch (field) {
    case 'severity': {
      const value = SEVERITY_ORDER.find((each) => each === text)
      return value === undefined ? null : { field, value }
    }
    case 'state': {
      const value = STATE_ORDER.find((each) => each === text)
      return value === undefined ? null : { field, value }
    }
    case 'openedAt': {
      const value = dateOf(text)
      return value === null ? null : { field, value }
    }
    case 'resolvedAt': {
      const value = dateOf(text)
      return value === null && text !== '' ? null : { field, value }
    }
    case 'id':
      return isUuid(text) ? { field, value: text } : null
  }
}

/** Reads what `writePlace` wrote for the same order; null for anything else. */
export function readPlace(sort: IncidentSort, text: string): readonly PlaceValue[] | null {
  const parts = text.split('_')
  const keys = ORDERS[sort]
  if (parts.length !== keys.length) return null
  const values = keys.map(({ field }, i) => readValue(field, parts[i] ?? ''))
  return values.some((value) => value === null) ? null : values.filter((value) => value !== null)
}
