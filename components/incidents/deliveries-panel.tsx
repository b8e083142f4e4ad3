'use client'
import { put } from '#components/language/put.ts'
import { useText, type Text } from '#components/language/use-text.ts'
import { DataTable, type Column } from '#components/ui/data-table.tsx'
import { Panel } from '#components/ui/panel.tsx'
import { StateText } from '#components/ui/state-glyph.tsx'
import { ClockTime, ZoneName } from '#components/ui/time.tsx'
import { EmptyState } from '#components/ui/view-state.tsx'
import type { IncidentDetail } from '#lib/modules/incidents/schemas.ts'
import { channelWord, deliveryState, purposeWord } from './incident-words.ts'

type Delivery = IncidentDetail['deliveries'][number]

const columnsOf = (t: Text<'incidents'>): readonly Column<Delivery>[] => [
  {
    id: 'member',
    head: t('deliveries.member'),
    cell: ({ memberName }) => <span className="font-medium">{memberName}</span>,
    phone: 'start',
  },
  { id: 'channel', head: t('deliveries.by'), cell: ({ channel }) => channelWord(t, channel) },
  { id: 'purpose', head: t('deliveries.what'), cell: (delivery) => purposeWord(t, delivery) },
  {
    id: 'state',
    head: t('deliveries.state'),
    cell: ({ state }) => {
      const { word, mark } = deliveryState(t, state)
      return <StateText state={mark}>{word}</StateText>
    },
    phone: 'end',
  },
  {
    id: 'answer',
    head: t('deliveries.answer'),
    cell: ({ answer, channel, ...delivery }) => (
      <span className="text-fg-2">
        <span className="sm:hidden">
          {t('deliveries.how', {
            channel: channelWord(t, channel),
            purpose: purposeWord(t, delivery).toLowerCase(),
          })}{' '}
        </span>
        {answer}
      </span>
    ),
    phone: 'below',
    className: 'sm:w-2/5 sm:whitespace-normal wrap-anywhere',
  },
  { id: 'attempt', head: t('deliveries.tries'), isFigure: true, cell: ({ attempt }) => attempt },
  {
    id: 'at',
    head: t('deliveries.at'),
    isFigure: true,
    cell: ({ sentAt, createdAt }) => <ClockTime at={sentAt ?? createdAt} />,
    phone: 'below-end',
  },
]

/** Every page and notice of an incident, and what the provider answered. */
export function DeliveriesPanel({ deliveries }: { deliveries: readonly Delivery[] }) {
  const t = useText('incidents')
  return (
    <section id="deliveries">
      <Panel
        title={t('deliveries.title')}
        count={deliveries.length}
        meta={
          <>
            <span>{t.rich('timesIn', { zone: put(<ZoneName />) })}</span>
            <span>{t('order.newest')}</span>
          </>
        }
        isFlush
      >
        <DataTable
          caption={t('deliveries.caption')}
          columns={columnsOf(t)}
          rows={deliveries}
          rowKey={({ id }) => id}
          empty={<EmptyState title={t('deliveries.none')}>{t('deliveries.noneText')}</EmptyState>}
        />
      </Panel>
    </section>
  )
}
