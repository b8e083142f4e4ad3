'use client'
import { DataTable, type Column } from '#components/ui/data-table.tsx'
import { Panel } from '#components/ui/panel.tsx'
import { StateText } from '#components/ui/state-glyph.tsx'
import { ClockTime, ZoneName } from '#components/ui/time.tsx'
import { EmptyState } from '#components/ui/view-state.tsx'
import type { IncidentDetail } from '#lib/modules/incidents/schemas.ts'
import { channelWord, deliveryState, purposeWord } from './incident-words.ts'

type Delivery = IncidentDetail['deliveries'][number]

const COLUMNS: readonly Column<Delivery>[] = [
  {
    id: 'member',
    head: 'Member',
    cell: ({ memberName }) => <span className="font-medium">{memberName}</span>,
    phone: 'start',
  },
  { id: 'channel', head: 'By', cell: ({ channel }) => channelWord(channel) },
  { id: 'purpose', head: 'What', cell: (delivery) => purposeWord(delivery) },
  {
    id: 'state',
    head: 'State',
    cell: ({ state }) => <StateText state={deliveryState(state).mark}>{deliveryState(state).word}</StateText>,
    phone: 'end',
  },
  {
    id: 'answer',
    head: 'Answer',
    cell: ({ answer, channel, ...delivery }) => (
      <span className="text-fg-2">
        <span className="sm:hidden">
          {channelWord(channel)}, {purposeWord(delivery).toLowerCase()}.{' '}
        </span>
        {answer}
      </span>
    ),
    phone: 'below',
    className: 'sm:w-2/5 sm:whitespace-normal wrap-anywhere',
  },
  { id: 'attempt', head: 'Tries', isFigure: true, cell: ({ attempt }) => attempt },
  {
    id: 'at',
    head: 'At',
    isFigure: true,
    cell: ({ sentAt, createdAt }) => <ClockTime at={sentAt ?? createdAt} />,
    phone: 'below-end',
  },
]

/** Every page and notice of an incident, and what the provider answered. */
export function DeliveriesPanel({ deliveries }: { deliveries: readonly Delivery[] }) {
  return (
    <section id="deliveries">
      <Panel
        title="Deliveries"
        count={deliveries.length}
        meta={
          <>
            <span>
              Times in <ZoneName />
            </span>
            <span>Newest first</span>
          </>
        }
        isFlush
      >
        <DataTable
          caption="Pages and notices of this incident, newest first"
          columns={COLUMNS}
          rows={deliveries}
          rowKey={({ id }) => id}
          empty={
            <EmptyState title="Nothing was sent">
              A page is written here before it is sent, and the answer of the provider after it.
            </EmptyState>
          }
        />
      </Panel>
    </section>
  )
}
