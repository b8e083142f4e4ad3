'use client'
import { useQuery } from '@tanstack/react-query'
import { useText } from '#components/language/use-text.ts'
import { PageFrame } from '#components/shell/page-frame.tsx'
import { QueryView } from '#components/shell/query-view.tsx'
import { Note } from '#components/ui/note.tsx'
import { NumberTile } from '#components/ui/number-tile.tsx'
import { PageHeader, ProofItem } from '#components/ui/page-header.tsx'
import { Panel, Strip } from '#components/ui/panel.tsx'
import { AsOf } from '#components/ui/time.tsx'
import { EmptyState } from '#components/ui/view-state.tsx'
import type { HealthMatrix } from '#lib/modules/dashboards/schemas.ts'
import { matrixQuery } from './api/matrix-query.ts'
import { MATRIX_FIGURES } from './figure-names.ts'
import { FiguresNotice } from './figures-notice.tsx'
import type { MatrixFilter, MatrixNotice } from './matrix-filter.ts'
import { MatrixFilters } from './matrix-filters.tsx'
import { MatrixGrid } from './matrix-grid.tsx'
import { MatrixList } from './matrix-list.tsx'
import { MatrixPages } from './matrix-pages.tsx'
import { matrixSentence, tenantsWithout } from './matrix-words.ts'
import { useFreshness } from './use-freshness.ts'

/** Properties of `MatrixScreen`. */
export interface MatrixScreenProps {
  readonly scope: string
  readonly filter: MatrixFilter
  /** What the address said wrongly. */
  readonly notices: readonly MatrixNotice[]
  /** What the server knew when it made the page; undefined without the permission. */
  readonly first: HealthMatrix | undefined
}

/** Tenants × services, the worst first. Each cell opens the service where it belongs. */
export function MatrixScreen({ scope, filter, notices, first }: MatrixScreenProps) {
  const t = useText('dashboards')
  const { refetchInterval } = useFreshness()
  const query = useQuery({
    ...matrixQuery(scope, filter),
    ...(first === undefined ? {} : { initialData: first }),
    placeholderData: (before) => before,
    refetchInterval,
  })
  const matrix = query.data
  return (
    <PageFrame crumbs={[{ label: t('matrixTitle') }]}>
      <PageHeader
        title={t('matrixTitle')}
        answer={matrix === undefined ? undefined : matrixSentence(t, matrix)}
        proof={
          matrix === undefined ? undefined : (
            <>
              <ProofItem>
                <AsOf at={matrix.asOf} />
              </ProofItem>
              <ProofItem>
                {t('matrix.size', { tenants: matrix.tenants, services: matrix.columnsInAll })}
              </ProofItem>
              <ProofItem>{t('matrix.shared')}</ProofItem>
            </>
          )
        }
      />
      <FiguresNotice names={MATRIX_FIGURES} />
      {notices.map((notice) => (
        <Note key={notice} state="unknown">
          {t(`matrix.notice.${notice}`)}
        </Note>
      ))}
      {matrix === undefined ? null : <Figures matrix={matrix} />}
      <MatrixFilters scope={scope} filter={filter} states={matrix?.states ?? []} />
      <Panel title={t('matrix.panel')} count={matrix?.matching ?? 0} meta={t('matrix.meta')} isFlush>
        <QueryView query={query} what={t('matrix.what')}>
          {(data) => <Body matrix={data} scope={scope} filter={filter} />}
        </QueryView>
      </Panel>
    </PageFrame>
  )
}

function Figures({ matrix: { figures, tenants, states } }: { matrix: HealthMatrix }) {
  const t = useText('dashboards')
  const { staleAfterSeconds } = useFreshness()
  // A tenant that has no service yet has no cell either; nothing is known of it, and no green tick says otherwise.
  const without = tenantsWithout(states)
  return (
    <Strip label={t('keyNumbers')}>
      <NumberTile
        name="tenants-healthy"
        label={t('figure.tenants-healthy')}
        measured={figures.healthy}
        staleAfterSeconds={staleAfterSeconds}
        after={t('note.of', { count: tenants })}
        note={t('note.ownAndSharedServices')}
      />
      <NumberTile
        name="services-down"
        label={t('figure.services-down')}
        measured={figures.down}
        staleAfterSeconds={staleAfterSeconds}
        state={figures.down.value === 0 ? 'healthy' : 'down'}
        note={t('note.cells')}
      />
      <NumberTile
        name="services-degraded"
        label={t('figure.services-degraded')}
        measured={figures.degraded}
        staleAfterSeconds={staleAfterSeconds}
        state={figures.degraded.value === 0 ? 'healthy' : 'degraded'}
        note={t('note.cells')}
      />
      <NumberTile
        name="no-data-or-stale"
        label={t('figure.no-data-or-stale')}
        measured={figures.unknown}
        staleAfterSeconds={staleAfterSeconds}
        state={figures.unknown.value === 0 && without === 0 ? 'healthy' : 'unknown'}
        note={without === 0 ? t('note.neverHealthy') : t('note.tenantsWithout', { count: without })}
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
  const t = useText('dashboards')
  const isFiltered = filter.state !== null || filter.tenant !== '' || filter.page > 1
  return (
    <div className="p-3.5">
      {matrix.tenants > 0 && isFiltered ? (
        <EmptyState title={t('matrix.noMatch')}>
          {t('matrix.noMatchText', { count: matrix.tenants })}
        </EmptyState>
      ) : (
        <EmptyState title={t('matrix.none')}>{t('matrix.noneText')}</EmptyState>
      )}
    </div>
  )
}
