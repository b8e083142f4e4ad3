'use client'
import { useQuery } from '@tanstack/react-query'
import { PageFrame } from '#components/shell/page-frame.tsx'
import { QueryView } from '#components/shell/query-view.tsx'
import { DataTable, type Column } from '#components/ui/data-table.tsx'
import { Note } from '#components/ui/note.tsx'
import { NumberTile } from '#components/ui/number-tile.tsx'
import { PageHeader, ProofItem } from '#components/ui/page-header.tsx'
import { Panel, Strip } from '#components/ui/panel.tsx'
import { StateText } from '#components/ui/state-glyph.tsx'
import { Age, AsOf } from '#components/ui/time.tsx'
import { EmptyState } from '#components/ui/view-state.tsx'
import type { SystemHealth } from '#lib/modules/health/schemas.ts'
import { systemHealthQuery } from './api/system-health-query.ts'
import { HealthCharts } from './health-charts.tsx'
import { groupFigures, partsWorstFirst, systemSentence, tileState } from './health-words.ts'

const TITLE = 'Bailiwick on Bailiwick'
/** How often it is asked again, in milliseconds: as often as its parts are scraped. */
const EVERY_MS = 15_000
/** From this age on a figure is stale, in seconds. */
const STALE_SECONDS = 60

/** How Bailiwick itself is: its parts, its queues, its database, its disk, by its own metrics. */
export function HealthScreen({ scope }: { scope: string }) {
  return (
    <PageFrame crumbs={[{ label: 'Bailiwick itself' }]} hasTimeAxis={scope === 'operator'}>
      {scope === 'operator' ? <Health /> : <ElsewhereNote />}
    </PageFrame>
  )
}

/** The parts serve every platform together. */
function ElsewhereNote() {
  return (
    <>
      <PageHeader title={TITLE} answer="The parts of Bailiwick serve all platforms together." />
      <EmptyState title="Choose all platforms">
        How this installation itself is stands in the scope of the operator.
      </EmptyState>
    </>
  )
}

function Health() {
  const query = useQuery({ ...systemHealthQuery('operator'), refetchInterval: EVERY_MS })
  const { data, error } = query
  return (
    <>
      <PageHeader
        title={TITLE}
        answer={data === undefined ? 'What this installation measures about itself.' : systemSentence(data)}
        proof={
          data === undefined ? undefined : (
            <>
              <ProofItem>
                {data.parts.filter(({ state }) => state === 'healthy').length} of {data.parts.length} parts
                answer
              </ProofItem>
              <ProofItem>
                <AsOf at={data.asOf} />
              </ProofItem>
            </>
          )
        }
      />
      {data !== undefined && error !== null ? (
        <Note state="stale">These are the last figures that came. {error.message}</Note>
      ) : null}
      {(data?.trouble ?? null) === null ? null : <Note state="down">{data?.trouble}</Note>}
      <QueryView query={query} what="The figures of Bailiwick itself">
        {(health) => <Figures health={health} />}
      </QueryView>
      {data === undefined || data.platformId === null ? null : (
        <HealthCharts scope={`platform:${data.platformId}`} />
      )}
    </>
  )
}

function Figures({ health }: { health: SystemHealth }) {
  return (
    <>
      {groupFigures(health.figures).map(({ title, figures }) => (
        <Strip key={title} label={title}>
          {figures.map(({ key, label, state, limit, measured }) => (
            <NumberTile
              key={key}
              label={label}
              measured={measured}
              {...tileState(state)}
              note={limit}
              staleAfterSeconds={STALE_SECONDS}
            />
          ))}
        </Strip>
      ))}
      <Panel title="Parts" count={health.parts.length} meta="What needs a person first" isFlush>
        <DataTable
          caption="The parts of Bailiwick"
          columns={PART_COLUMNS}
          rows={partsWorstFirst(health.parts)}
          rowKey={({ job }) => job}
          rowHref={({ serviceId }) => (serviceId === null ? '/services' : `/services/${serviceId}`)}
          empty={null}
        />
      </Panel>
    </>
  )
}

type Part = SystemHealth['parts'][number]

const PART_COLUMNS: readonly Column<Part>[] = [
  { id: 'job', head: 'Part', cell: ({ job }) => <span className="font-medium">{job}</span>, phone: 'start' },
  { id: 'state', head: 'State', cell: ({ state }) => <StateText state={state} />, phone: 'end' },
  {
    id: 'answering',
    head: 'Addresses that answer',
    isFigure: true,
    cell: ({ answering, instances }) => (instances === 0 ? 'none is known' : `${answering} of ${instances}`),
    phone: 'below',
  },
  {
    id: 'sample',
    head: 'Newest sample',
    isFigure: true,
    cell: ({ sampleAt }) =>
      sampleAt === null ? <span className="text-fg-3">none in 5 minutes</span> : <Age at={sampleAt} />,
    phone: 'below-end',
  },
]
