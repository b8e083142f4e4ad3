import { stateWord, type HealthState } from '#components/ui/states.ts'
import type { HealthMatrix } from '#lib/modules/dashboards/schemas.ts'

/** What the matrix shows, as one sentence. */
export function matrixSentence({ states, tenants }: Pick<HealthMatrix, 'states' | 'tenants'>): string {
  if (tenants === 0) return 'No tenant is in this scope yet.'
  const inState = (state: HealthState): number => states.find((each) => each.state === state)?.tenants ?? 0
  const broken = inState('down') + inState('degraded')
  const silent = inState('stale') + inState('unknown')
  const healthy = `${inState('healthy')} of ${tenants} tenants are healthy.`
  if (broken > 0) {
    const what = broken === 1 ? '1 tenant has' : `${broken} tenants have`
    return `${what} a service that is down or degraded. ${healthy}`
  }
  if (silent > 0) {
    const what = silent === 1 ? '1 tenant has' : `${silent} tenants have`
    return `${what} a service without recent data. ${healthy}`
  }
  return inState('healthy') === tenants ? 'Every service of every tenant is healthy.' : healthy
}

/** What one cell says when it is read out: `Merbau, api: down`. */
export const cellWords = (tenant: string, service: string, state: HealthState, isShared: boolean): string =>
  `${tenant}, ${service}${isShared ? ' (shared)' : ''}: ${stateWord(state).toLowerCase()}`

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
