import { inTurn } from '#components/ui/sort-rows.ts'
import type { IncidentView } from '#lib/modules/incidents/schemas.ts'

type Ranked = Pick<IncidentView, 'state' | 'severity' | 'openedAt'>

const RANK = { open: 0, acknowledged: 1, resolved: 2 } as const

/** Incidents by what needs a person first: unresolved ones, then the severity, then what nobody has, then the older. */
export const incidentsWorstFirst = <T extends Ranked>(incidents: readonly T[]): readonly T[] =>
  incidents.toSorted(
    inTurn<T>(
      (a, b) => Number(a.state === 'resolved') - Number(b.state === 'resolved'),
      (a, b) => a.severity.localeCompare(b.severity),
      (a, b) => RANK[a.state] - RANK[b.state],
      (a, b) => a.openedAt.localeCompare(b.openedAt),
    ),
  )
