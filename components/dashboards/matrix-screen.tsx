'use client'
import { useQuery } from '@tanstack/react-query'
import { PageFrame } from '#components/shell/page-frame.tsx'
import { QueryView } from '#components/shell/query-view.tsx'
import { ExplainNotice } from '#components/ui/explain-notice.tsx'
import { Note } from '#components/ui/note.tsx'
import { NumberTile } from '#components/ui/number-tile.tsx'
import { PageHeader, ProofItem } from '#components/ui/page-header.tsx'
import { Panel, Strip } from '#components/ui/panel.tsx'
import { AsOf } from '#components/ui/time.tsx'
import { EmptyState } from '#components/ui/view-state.tsx'
import type { HealthMatrix } from '#lib/modules/dashboards/schemas.ts'
import { matrixQuery } from './api/matrix-query.ts'
import type { MatrixFilter } from './matrix-filter.ts'
import { MatrixFilters } from './matrix-filters.tsx'
import { MatrixGrid } from './matrix-grid.tsx'
import { MatrixList } from './matrix-list.tsx'
import { MatrixPages } from './matrix-pages.tsx'
import { matrixSentence } from './matrix-words.ts'

/** Properties of `MatrixScreen`. */
export interface MatrixScreenProps {
  readonly scope: string
  readonly filter: MatrixFilter
  /** What the address said wrongly. */
  readonly notices: readonly string[]
  /** What the server knew when it made the page; undefined without the permission. */
  readonly first: HealthMatrix | undefined
}

const FIGURES = ['Tenants healthy', 'Services down', 'Services degraded', 'No data or stale'] as const

/** Tenants × services, the worst first. Each cell opens the service where it belongs. */
export function MatrixScreen({ scope, filter, notices, first }: MatrixScreenProps) {
  const query = useQuery({
    ...matrixQuery(scope, filter),
    ...(first === undefined ? {} : { initialData: first }),
    placeholderData: (before) => before,
  })
  const matrix = query.data
  return (
    <PageFrame crumbs={[{ label: 'Health matrix' }]}>
      <PageHeader
        title="Health matrix"
        answer={matrix === undefined ? undefined : matrixSentence(matrix)}
        proof={
          matrix === undefined ? undefined : (
            <>
              <ProofItem>
                <AsOf at={matrix.asOf} />
              </ProofItem>
              <ProofItem>
                {matrix.tenants} tenants × {matrix.columnsInAll} services
              </ProofItem>
              <ProofItem>Shared services stand in the row of each tenant that uses them</ProofItem>
            </>
          )
        }
      />
      <ExplainNotice labels={FIGURES} />
      {notices.map((notice) => (
        <Note key={notice} state="unknown">
          {notice}
        </Note>
      ))}
      {matrix === undefined ? null : <Figures matrix={matrix} />}
      <MatrixFilters scope={scope} filter={filter} states={matrix?.states ?? []} />
      <Panel
        title="Tenants × services"
        count={matrix?.matching ?? 0}
        meta="Worst first, arrow keys move"
        isFlush
      >
        <QueryView query={query} what="The health matrix">
          {(data) => <Body matrix={data} scope={scope} filter={filter} />}
        </QueryView>
      </Panel>
    </PageFrame>
  )
}

function Figures({ matrix: { figures, tenants } }: { matrix: HealthMatrix }) {
  const [healthy, down, degraded, unknown] = FIGURES
  return (
    <Strip label="Key numbers">
      <NumberTile
        label={healthy}
        measured={figures.healthy}
        after={`of ${tenants}`}
        note="Own and shared services"
      />
      <NumberTile
        label={down}
        measured={figures.down}
        state={figures.down.value === 0 ? 'healthy' : 'down'}
        note="Cells of the matrix"
      />
      <NumberTile
        label={degraded}
        measured={figures.degraded}
        state={figures.degraded.value === 0 ? 'healthy' : 'degraded'}
        note="Cells of the matrix"
      />
      <NumberTile
        label={unknown}
        measured={figures.unknown}
        state={figures.unknown.value === 0 ? 'healthy' : 'unknown'}
        note="Never counted as healthy"
      />
    </Strip>
  )
}

function Body({ matrix, scope, filter }: { matrix: HealthMatrix; scope: string; filter: MatrixFilter }) {
  if (matrix.rows.length === 0) return <Nothing matrix={matrix} filter={filter} />
  return (
    <>
      <MatrixGrid matrix={matrix} />
      <MatrixList matrix={matrix} />
      <MatrixPages matrix={matrix} scope={scope} filter={filter} />
    </>
  )
}

function Nothing({ matrix, filter }: { matrix: HealthMatrix; filter: MatrixFilter }) {
  const isFiltered = filter.state !== null || filter.tenant !== '' || filter.page > 1
  return (
    <div className="p-3.5">
      {matrix.tenants > 0 && isFiltered ? (
        <EmptyState title="No tenant matches">
          Choose another state or another name; {matrix.tenants} tenants are in this scope.
        </EmptyState>
      ) : (
        <EmptyState title="No tenant yet">
          Tenants are created on the page of their platform. Each one gets a row here, with a cell for every
          service that it has.
        </EmptyState>
      )}
    </div>
  )
}
