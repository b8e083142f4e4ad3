import { authorize, type RequestContext } from '#lib/infra/context/request-context.ts'
import { parseInput } from '#lib/infra/http/parse-input.ts'
import { STATE_ORDER, type HealthState } from './domain/worst-state.ts'
import { figureReader, matrixFigures } from './figures.ts'
import {
  countCells,
  findCells,
  findColumns,
  findLines,
  type MatrixCell,
  type MatrixColumn,
  type MatrixLine,
} from './matrix-repository.ts'
import { healthMatrixInput, type HealthMatrix, type HealthMatrixInput } from './schemas.ts'

/** Columns of one answer; more services than this are found by their name. */
const COLUMNS = 60

/** A text as the inside of a pattern of `like`, in lower case. */
const containing = (text: string | undefined): string | null =>
  text === undefined || text === '' ? null : `%${text.toLowerCase().replaceAll(/[\\%_]/g, String.raw`\$&`)}%`

/**
 * Tenants × services in scope, one page of tenants, the worst first. A cell is a service of the tenant's own, or a shared
 * one of its platform as the tenant is told of it. The answer costs the same number of queries however many there are.
 */
export async function healthMatrix(ctx: RequestContext, input: HealthMatrixInput): Promise<HealthMatrix> {
  authorize(ctx, 'service:read')
  const { platform, state, tenant, service, page, limit } = parseInput(healthMatrixInput, input)
  const now = ctx.clock.now()
  const reader = figureReader(ctx, now)
  const platformId = platform ?? null
  return await ctx.db.read(async (tx) => {
    const counts = await countCells(tx, platformId)
    const lines = await findLines(
      tx,
      { platformId, state: state ?? null, tenant: containing(tenant) },
      { offset: (page - 1) * limit, limit },
    )
    const columns = await findColumns(tx, { platformId, service: containing(service) }, COLUMNS)
    const cells = await findCells(
      tx,
      lines.map(({ id }) => id),
      columns.map(({ name }) => name),
    )
    const tenants = counts.reduce((sum, each) => sum + each.tenants, 0)
    return {
      asOf: now.toISOString(),
      figures: matrixFigures(counts, reader),
      tenants,
      matching: lines[0]?.matching ?? 0,
      page,
      limit,
      states: STATE_ORDER.flatMap((each) => counts.filter((count) => count.state === each)),
      columns: columns.map(({ name, cells: used, unhealthy }) => ({ name, cells: used, unhealthy })),
      columnsInAll: columns[0]?.columns ?? 0,
      rows: rowsOf(lines, columns, cells),
    }
  })
}

const countsOf = (line: MatrixLine): HealthMatrix['rows'][number]['counts'] =>
  STATE_ORDER.map((state): { state: HealthState; count: number } => ({ state, count: line[state] })).filter(
    ({ count }) => count > 0,
  )

function rowsOf(
  lines: readonly MatrixLine[],
  columns: readonly MatrixColumn[],
  cells: readonly MatrixCell[],
): HealthMatrix['rows'] {
  const places = new Map(columns.map(({ name }, at) => [name, at]))
  const byTenant = Map.groupBy(cells, ({ tenantId }) => tenantId)
  return lines.map((line) => ({
    id: line.id,
    name: line.name,
    platformId: line.platformId,
    platformName: line.platformName,
    isSuspended: line.isSuspended,
    state: line.state,
    counts: countsOf(line),
    cells: (byTenant.get(line.id) ?? []).map(({ serviceId, name, state, isShared }) => ({
      column: places.get(name) ?? 0,
      serviceId,
      state,
      ...(isShared ? { isShared: true as const } : {}),
    })),
  }))
}
