'use client'
import { incidentsOfDayHref } from '#components/incidents/incident-filter.ts'
import { useText, type Text } from '#components/language/use-text.ts'
import { DataTable, type Column } from '#components/ui/data-table.tsx'
import { Panel } from '#components/ui/panel.tsx'
import { StateText } from '#components/ui/state-glyph.tsx'
import { compareStates } from '#components/ui/states.ts'
import { EmptyState } from '#components/ui/view-state.tsx'
import type { FleetOverview } from '#lib/modules/dashboards/schemas.ts'
import { OpeningDayStrip } from './opening-day-strip.tsx'
import { platformsWorstFirst } from './overview-order.ts'
import { useDayStrips } from './use-day-strips.tsx'

type Platform = FleetOverview['platforms'][number]

const columnsOf = (t: Text<'dashboards'>): readonly Column<Platform>[] => [
  {
    id: 'name',
    head: t('column.platform'),
    cell: ({ name, isSelf, tenants }) => (
      <>
        <span className="block font-medium">{name}</span>
        <span className="block text-small font-normal text-fg-3">
          {isSelf ? t('platforms.self') : t('platforms.tenants', { count: tenants })}
        </span>
      </>
    ),
    compare: (a, b) => a.name.localeCompare(b.name),
    phone: 'start',
    className: 'sm:h-[50px]',
  },
  {
    id: 'state',
    head: t('column.state'),
    cell: ({ state }) => <StateText state={state} />,
    compare: (a, b) => compareStates(a.state, b.state),
    phone: 'end',
  },
  {
    id: 'reason',
    head: t('column.why'),
    cell: ({ reason }) => <span className="text-fg-2">{reason}</span>,
    phone: 'below',
    className: 'sm:w-[34%] sm:whitespace-normal',
  },
  {
    id: 'days',
    head: t('column.days90'),
    cell: ({ id, days }) => (
      <OpeningDayStrip strip={days} hrefOf={(day) => incidentsOfDayHref(day, `platform:${id}`)} isInRow />
    ),
    phone: 'foot',
  },
  {
    id: 'services',
    head: t('column.services'),
    isFigure: true,
    cell: ({ services }) => services,
    only: 'wide',
    compare: (a, b) => a.services - b.services,
  },
  {
    id: 'incidents',
    head: t('column.incidents'),
    isFigure: true,
    cell: ({ openIncidents }) =>
      openIncidents === 0 ? <span className="text-fg-3">{t('platforms.noneOpen')}</span> : openIncidents,
    compare: (a, b) => a.openIncidents - b.openIncidents,
  },
]

const tintOf = ({ state }: Platform): 'down' | 'degraded' | null =>
  state === 'down' || state === 'degraded' ? state : null

/** Every platform, what needs a person first. */
export function PlatformsPanel({ platforms }: { platforms: FleetOverview['platforms'] }) {
  const t = useText('dashboards')
  const rows = platformsWorstFirst(platforms)
  const strips = useDayStrips(
    t('platforms.title'),
    rows.map(({ name, days }) => ({ label: name, strip: days })),
  )
  return (
    <Panel
      title={t('platforms.title')}
      count={platforms.length}
      meta={
        <>
          {strips.meta}
          <span>{t('platforms.sorted')}</span>
        </>
      }
      className="@container"
      isFlush
    >
      {strips.table ?? (
        <DataTable
          caption={t('platforms.caption')}
          columns={columnsOf(t)}
          rows={rows}
          rowKey={({ id }) => id}
          rowHref={({ id }) => `/?scope=platform:${id}`}
          rowTint={tintOf}
          empty={<EmptyState title={t('platforms.none')}>{t('platforms.noneText')}</EmptyState>}
        />
      )}
    </Panel>
  )
}
