'use client'
import { useQuery } from '@tanstack/react-query'
import { useText, type Text } from '#components/language/use-text.ts'
import { QueryView } from '#components/shell/query-view.tsx'
import { DataTable, type Column } from '#components/ui/data-table.tsx'
import { Panel } from '#components/ui/panel.tsx'
import { StateText } from '#components/ui/state-glyph.tsx'
import { Moment } from '#components/ui/time.tsx'
import { EmptyState } from '#components/ui/view-state.tsx'
import type { ErasureView } from '#lib/modules/leaving/schemas.ts'
import { erasuresQuery } from './api/leaving.ts'

/** How often progress is asked for while an erasure runs, milliseconds. */
const LOOK_EVERY_MS = 2000

const rowsOf = ({ counts }: ErasureView): number => Object.values(counts).reduce((sum, n) => sum + n, 0)

const columnsOf = (t: Text<'leaving'>): readonly Column<ErasureView>[] => [
  {
    id: 'tenant',
    head: t('erasures.tenant'),
    phone: 'start',
    cell: ({ tenantId }) => <code className="font-mono text-small break-all">{tenantId}</code>,
  },
  {
    id: 'state',
    head: t('state'),
    phone: 'end',
    cell: ({ state, stepsDone, stepsAll }) =>
      state === 'done' ? (
        <StateText state="healthy">{t('erasures.erased')}</StateText>
      ) : (
        <StateText state="learning">{t('erasure.step', { done: stepsDone, all: stepsAll })}</StateText>
      ),
  },
  {
    id: 'who',
    head: t('erasures.by'),
    phone: 'below',
    cell: ({ askedBy, approvedBy }) =>
      approvedBy === null ? askedBy : t('erasures.byTwo', { asked: askedBy, approved: approvedBy }),
  },
  {
    id: 'export',
    head: t('erasures.export'),
    className: 'max-w-72 whitespace-normal',
    cell: ({ exportDigest, withoutExport }) =>
      exportDigest === null ? (
        t('erasures.noExport', { why: withoutExport ?? '' })
      ) : (
        <code className="font-mono text-micro" title={exportDigest}>
          {`sha256 ${exportDigest.slice(0, 16)}…`}
        </code>
      ),
  },
  {
    id: 'rows',
    head: t('erasures.rows'),
    isFigure: true,
    cell: rowsOf,
    compare: (a, b) => rowsOf(a) - rowsOf(b),
  },
  {
    id: 'when',
    head: t('when'),
    isFigure: true,
    phone: 'below-end',
    cell: ({ finishedAt, askedAt }) => <Moment at={finishedAt ?? askedAt} />,
  },
]

/** What is left of tenants that were erased: who decided, how many rows went, and no name. */
export function ErasuresPanel({ scope, first }: { scope: string; first: readonly ErasureView[] }) {
  const t = useText('leaving')
  const query = useQuery({
    ...erasuresQuery(scope),
    initialData: { erasures: [...first] },
    refetchInterval: ({ state }) =>
      state.data?.erasures.some((one) => one.state === 'running') === true ? LOOK_EVERY_MS : false,
  })
  return (
    <Panel title={t('erasures.title')} count={query.data.erasures.length} meta={t('erasures.meta')} isFlush>
      <QueryView query={query} what={t('erasures.what')}>
        {({ erasures }) => (
          <DataTable
            caption={t('erasures.caption')}
            columns={columnsOf(t)}
            rows={erasures}
            rowKey={({ id }) => id}
            empty={<EmptyState title={t('erasures.empty')}>{t('erasures.emptyText')}</EmptyState>}
          />
        )}
      </QueryView>
    </Panel>
  )
}
