'use client'
import { DataTable, type Column } from '#components/ui/data-table.tsx'
import { Panel } from '#components/ui/panel.tsx'
import { StateText } from '#components/ui/state-glyph.tsx'
import { compareStates } from '#components/ui/states.ts'
import { EmptyState } from '#components/ui/view-state.tsx'
import type { FleetOverview } from '#lib/modules/dashboards/schemas.ts'
import { DayStrip, DayStripLegend } from './day-strip.tsx'
import { platformsWorstFirst } from './overview-order.ts'

type Platform = FleetOverview['platforms'][number]

const counted = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`

const COLUMNS: readonly Column<Platform>[] = [
  {
    id: 'name',
    head: 'Platform',
    cell: ({ name, isSelf, tenants }) => (
      <>
        <span className="block font-medium">{name}</span>
        <span className="block text-small font-normal text-fg-3">
          {isSelf ? 'this installation itself' : counted(tenants, 'tenant', 'tenants')}
        </span>
      </>
    ),
    compare: (a, b) => a.name.localeCompare(b.name),
    phone: 'start',
    className: 'sm:h-[50px]',
  },
  {
    id: 'state',
    head: 'State',
    cell: ({ state }) => <StateText state={state} />,
    compare: (a, b) => compareStates(a.state, b.state),
    phone: 'end',
  },
  {
    id: 'reason',
    head: 'Why',
    cell: ({ reason }) => <span className="text-fg-2">{reason}</span>,
    phone: 'below',
    className: 'sm:w-[34%] sm:whitespace-normal',
  },
  {
    id: 'days',
    head: 'Incidents, 90 days',
    cell: ({ days }) => <DayStrip strip={days} />,
    phone: 'foot',
  },
  {
    id: 'services',
    head: 'Services',
    isFigure: true,
    cell: ({ services }) => services,
    compare: (a, b) => a.services - b.services,
  },
  {
    id: 'incidents',
    head: 'Open incidents',
    isFigure: true,
    cell: ({ openIncidents }) =>
      openIncidents === 0 ? <span className="text-fg-3">none</span> : openIncidents,
    compare: (a, b) => a.openIncidents - b.openIncidents,
  },
]

const tintOf = ({ state }: Platform): 'down' | 'degraded' | null =>
  state === 'down' || state === 'degraded' ? state : null

/** Every platform, what needs a person first. */
export function PlatformsPanel({ platforms }: { platforms: FleetOverview['platforms'] }) {
  return (
    <Panel
      title="Platforms"
      count={platforms.length}
      meta={
        <>
          <DayStripLegend />
          <span>Sorted by what needs you</span>
        </>
      }
      isFlush
    >
      <DataTable
        caption="Platforms, what needs a person first"
        columns={COLUMNS}
        rows={platformsWorstFirst(platforms)}
        rowKey={({ id }) => id}
        rowHref={({ id }) => `/?scope=platform:${id}`}
        rowTint={tintOf}
        empty={
          <EmptyState title="No platform is in this scope">
            A platform is one of the systems you operate.
          </EmptyState>
        }
      />
    </Panel>
  )
}
