import type { Text } from '#components/language/use-text.ts'
import { stateText } from '#components/ui/state-text.ts'
import type { HealthState } from '#components/ui/states.ts'
import type { HealthMatrix } from '#lib/modules/dashboards/schemas.ts'

/** What the matrix shows, as one sentence. */
export function matrixSentence(
  t: Text<'dashboards'>,
  { states, tenants }: Pick<HealthMatrix, 'states' | 'tenants'>,
): string {
  if (tenants === 0) return t('matrix.sentence.none')
  const inState = (state: HealthState): number => states.find((each) => each.state === state)?.tenants ?? 0
  const broken = inState('down') + inState('degraded')
  const silent = inState('stale') + inState('unknown')
  const counts = { healthy: inState('healthy'), all: tenants }
  if (broken > 0) return t('matrix.sentence.broken', { ...counts, count: broken })
  if (silent > 0) return t('matrix.sentence.silent', { ...counts, count: silent })
  return counts.healthy === tenants ? t('matrix.sentence.allHealthy') : t('matrix.sentence.healthy', counts)
}

/** How many tenants send nothing, or nothing any more. */
export const tenantsWithout = (states: HealthMatrix['states']): number =>
  states
    .filter(({ state }) => state === 'unknown' || state === 'stale')
    .reduce((sum, { tenants }) => sum + tenants, 0)

/** One cell, as it is read out. */
export interface CellFacts {
  readonly tenant: string
  readonly service: string
  readonly state: HealthState
  readonly isShared: boolean
}

/** What one cell says when it is read out: `Merbau, api: down`. */
export const cellWords = (
  t: Text<'dashboards'>,
  ui: Text<'ui'>,
  { tenant, service, state, isShared }: CellFacts,
): string =>
  t(isShared ? 'matrix.cellShared' : 'matrix.cell', {
    tenant,
    service,
    state: stateText(ui, state).toLowerCase(),
  })

/** The address of the service behind a cell: a tenant's own in its scope, a shared one in that of its platform. */
export const cellHref = (
  row: Pick<HealthMatrix['rows'][number], 'id' | 'platformId'>,
  cell: HealthMatrix['rows'][number]['cells'][number],
): string =>
  `/services/${cell.serviceId}?scope=${cell.isShared === true ? `platform:${row.platformId}` : `tenant:${row.id}`}`

/** Where an arrow key leads from a cell; null for every other key. Rows and columns end at their edges. */
export function nextCell(
  key: string,
  from: { readonly row: number; readonly column: number },
  size: { readonly rows: number; readonly columns: number },
): { readonly row: number; readonly column: number } | null {
  const { row, column } = from
  switch (key) {
    case 'ArrowUp':
      return { row: Math.max(0, row - 1), column }
    case 'ArrowDown':
      return { row: Math.min(size.rows - 1, row + 1), column }
    case 'ArrowLeft':
      return { row, column: Math.max(0, column - 1) }
    case 'ArrowRight':
      return { row, column: Math.min(size.columns - 1, column + 1) }
    case 'Home':
      return { row, column: 0 }
    case 'End':
      return { row, column: size.columns - 1 }
    default:
      return null
  }
}
