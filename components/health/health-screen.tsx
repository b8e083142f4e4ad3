'use client'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { RangeTrend } from '#components/charts/range-trend.tsx'
import { useText, type Text } from '#components/language/use-text.ts'
import { PageFrame } from '#components/shell/page-frame.tsx'
import { QueryView } from '#components/shell/query-view.tsx'
import { DataTable, type Column } from '#components/ui/data-table.tsx'
import { Note } from '#components/ui/note.tsx'
import { ExplainNotice } from '#components/ui/explain-notice.tsx'
import { NumberTile } from '#components/ui/number-tile.tsx'
import { PageHeader, ProofItem } from '#components/ui/page-header.tsx'
import { Panel, Strip } from '#components/ui/panel.tsx'
import { StateText } from '#components/ui/state-glyph.tsx'
import { Age, AsOf } from '#components/ui/time.tsx'
import { EmptyState } from '#components/ui/view-state.tsx'
import { endsNow } from '#lib/core/time-range.ts'
import type { SystemHealth } from '#lib/modules/health/schemas.ts'
import { systemHealthQuery } from './api/system-health-query.ts'
import { HealthCharts } from './health-charts.tsx'
import {
  chartOfFigure,
  figureTexts,
  groupFigures,
  partsWorstFirst,
  systemSentence,
  tileState,
  trendTone,
} from './health-words.ts'
import { useHealthTime, type HealthTime } from './use-health-time.ts'

/** How often it is asked again, in milliseconds: as often as its parts are scraped. */
const EVERY_MS = 15_000
/** From this age on a figure is stale, in seconds. */
const STALE_SECONDS = 60

/** How Bailiwick itself is: its parts, its queues, its database, its disk, by its own metrics. */
export function HealthScreen({ scope }: { scope: string }) {
  const t = useText('health')
  return (
    <PageFrame crumbs={[{ label: t('crumb') }]} hasTimeAxis={scope === 'operator'}>
      {scope === 'operator' ? <Health /> : <ElsewhereNote />}
    </PageFrame>
  )
}

/** The parts serve every platform together. */
function ElsewhereNote() {
  const t = useText('health')
  return (
    <>
      <PageHeader title={t('title')} answer={t('elsewhere.answer')} />
      <EmptyState title={t('elsewhere.title')}>{t('elsewhere.text')}</EmptyState>
    </>
  )
}

function Health() {
  const t = useText('health')
  const query = useQuery({ ...systemHealthQuery('operator'), refetchInterval: EVERY_MS })
  const { data, error } = query
  return (
    <>
      <PageHeader
        title={t('title')}
        answer={data === undefined ? t('answer') : systemSentence(t, data)}
        proof={
          data === undefined ? undefined : (
            <>
              <ProofItem>
                {t('partsAnswer', {
                  answering: data.parts.filter(({ state }) => state === 'healthy').length,
                  all: data.parts.length,
                })}
              </ProofItem>
              <ProofItem>
                <AsOf at={data.asOf} />
              </ProofItem>
            </>
          )
        }
      />
      {data !== undefined && error !== null ? (
        <Note state="stale">{t('last', { why: error.message })}</Note>
      ) : null}
      {(data?.trouble ?? null) === null ? null : <Note state="down">{data?.trouble}</Note>}
      <QueryView query={query} what={t('what')}>
        {(health) => <Told health={health} />}
      </QueryView>
    </>
  )
}

/** The figures and the charts; without a platform of its own there is nothing to ask for charts. */
function Told({ health }: { health: SystemHealth }) {
  const { platformId, watchedSince } = health
  const time = useHealthTime(watchedSince)
  const scope = platformId === null ? null : `platform:${platformId}`
  return (
    <>
      <Figures health={health} scope={scope} time={time} />
      {scope === null ? null : <HealthCharts scope={scope} time={time} />}
    </>
  )
}

/** Properties of `Figures`. */
interface FiguresProps {
  readonly health: SystemHealth
  /** The platform that Bailiwick itself is; null before it was made. */
  readonly scope: string | null
  readonly time: HealthTime
}

function Figures({ health, scope, time }: FiguresProps) {
  const t = useText('health')
  return (
    <>
      <ExplainNotice
        numbers={health.figures.map((figure) => ({
          name: figure.label,
          label: figureTexts(t, figure).label,
        }))}
      />
      {groupFigures(health.figures).map(({ group, figures }) => (
        <Strip key={group} label={t(`group.${group}`)}>
          {figures.map((figure) => {
            const { label, limit } = figureTexts(t, figure)
            return (
              <NumberTile
                key={figure.key}
                name={figure.label}
                label={label}
                measured={figure.measured}
                {...tileState(figure.state)}
                note={limit}
                staleAfterSeconds={STALE_SECONDS}
                {...trendOf(figure, { scope, time })}
              />
            )
          })}
        </Strip>
      ))}
      <Panel title={t('parts.title')} count={health.parts.length} meta={t('parts.meta')} isFlush>
        <DataTable
          caption={t('parts.caption')}
          columns={partColumns(t)}
          rows={partsWorstFirst(health.parts)}
          rowKey={({ job }) => job}
          rowHref={({ serviceId }) => (serviceId === null ? '/services' : `/services/${serviceId}`)}
          empty={null}
        />
      </Panel>
    </>
  )
}

/** The line beside a figure that has a chart on the page; nothing for any other. */
function trendOf(
  figure: SystemHealth['figures'][number],
  { scope, time: { range, grid } }: Pick<FiguresProps, 'scope' | 'time'>,
): { trend?: ReactNode } {
  const chart = chartOfFigure(figure)
  if (chart === undefined || scope === null) return {}
  const { key, ...asked } = chart
  const tone = trendTone(figure.state)
  return {
    trend: (
      <RangeTrend
        scope={scope}
        question={{ ...asked, title: key }}
        grid={grid}
        isLive={endsNow(range)}
        tone={tone}
      />
    ),
  }
}

type Part = SystemHealth['parts'][number]

const partColumns = (t: Text<'health'>): readonly Column<Part>[] => [
  {
    id: 'job',
    head: t('parts.part'),
    cell: ({ job }) => <span className="font-medium">{job}</span>,
    phone: 'start',
  },
  { id: 'state', head: t('parts.state'), cell: ({ state }) => <StateText state={state} />, phone: 'end' },
  {
    id: 'answering',
    head: t('parts.answering'),
    isFigure: true,
    cell: ({ answering, instances }) =>
      instances === 0 ? t('parts.noAddress') : t('parts.some', { answering, all: instances }),
    phone: 'below',
  },
  {
    id: 'sample',
    head: t('parts.sample'),
    isFigure: true,
    cell: ({ sampleAt }) =>
      sampleAt === null ? <span className="text-fg-3">{t('parts.noSample')}</span> : <Age at={sampleAt} />,
    phone: 'below-end',
  },
]
