'use client'
import { useText } from '#components/language/use-text.ts'
import { DataTable } from '#components/ui/data-table.tsx'
import { Panel } from '#components/ui/panel.tsx'
import { WaitingForData } from '#components/ui/waiting-for-data.tsx'
import type { ServiceView } from '#lib/modules/tenancy/schemas.ts'
import { ConnectSource } from '#components/access/connect-source.tsx'
import { serviceColumns, servicesWorstFirst, serviceTint, type KnownDays } from './service-columns.tsx'
import { useDayStrips } from './use-day-strips.tsx'

/** Properties of `ServicesPanel`. */
export interface ServicesPanelProps {
  readonly title: string
  /** From which scope they are looked at. */
  readonly reader: 'platform' | 'tenant'
  readonly services: readonly ServiceView[]
  /** What the last 90 days are known for; without it no column for it. */
  readonly days?: KnownDays
  /** Whether the reader may create sources. */
  readonly mayConnect: boolean
}

/** The services of a platform or a tenant, and what to connect while there are none. */
export function ServicesPanel({ title, reader, services, days, mayConnect }: ServicesPanelProps) {
  const t = useText('dashboards')
  const rows = servicesWorstFirst(services)
  const strips = useDayStrips(
    title,
    rows.flatMap(({ id, name }) => {
      const strip = days?.strips[id]
      return strip === undefined ? [] : [{ label: name, strip }]
    }),
  )
  return (
    <Panel
      title={title}
      count={services.length}
      meta={days === undefined ? t('services.meta') : strips.meta}
      className="@container"
      isFlush
    >
      {strips.table ?? (
        <DataTable
          caption={t('services.caption', { title })}
          columns={serviceColumns(t, reader, days)}
          rows={rows}
          rowKey={({ id }) => id}
          rowTint={serviceTint}
          empty={<Connect mayConnect={mayConnect} />}
        />
      )}
    </Panel>
  )
}

function Connect({ mayConnect }: { mayConnect: boolean }) {
  const t = useText('dashboards')
  return (
    <WaitingForData firstSampleAt={null} snippets={[]}>
      <p className="max-w-[68ch]">{t('services.none')}</p>
      <div className="mt-3">
        <ConnectSource mayConnect={mayConnect} />
      </div>
    </WaitingForData>
  )
}
