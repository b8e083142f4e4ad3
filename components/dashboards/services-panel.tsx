'use client'
import { DataTable } from '#components/ui/data-table.tsx'
import { Panel } from '#components/ui/panel.tsx'
import { WaitingForData } from '#components/ui/waiting-for-data.tsx'
import type { TenantHome } from '#lib/modules/dashboards/schemas.ts'
import type { ServiceView } from '#lib/modules/tenancy/schemas.ts'
import { ConnectSource } from '#components/access/connect-source.tsx'
import { DayStripLegend } from './day-strip.tsx'
import { serviceColumns, servicesWorstFirst, serviceTint } from './service-columns.tsx'

/** Properties of `ServicesPanel`. */
export interface ServicesPanelProps {
  readonly title: string
  /** From which scope they are looked at. */
  readonly reader: 'platform' | 'tenant'
  readonly services: readonly ServiceView[]
  /** What the last 90 days of services are known for, by their ids; without it no column for it. */
  readonly days?: TenantHome['days']
  /** Whether the reader may create sources. */
  readonly mayConnect: boolean
}

/** The services of a platform or a tenant, and what to connect while there are none. */
export function ServicesPanel({ title, reader, services, days, mayConnect }: ServicesPanelProps) {
  return (
    <Panel
      title={title}
      count={services.length}
      meta={days === undefined ? 'Worst first' : <DayStripLegend />}
      isFlush
    >
      <DataTable
        caption={`${title}, worst first`}
        columns={serviceColumns(reader, days)}
        rows={servicesWorstFirst(services)}
        rowKey={({ id }) => id}
        rowTint={serviceTint}
        empty={<Connect mayConnect={mayConnect} />}
      />
    </Panel>
  )
}

function Connect({ mayConnect }: { mayConnect: boolean }) {
  return (
    <WaitingForData firstSampleAt={null} snippets={[]}>
      <p className="max-w-[68ch]">
        A service appears with the first sample that carries its job label, and gets its state from then on.
        Nothing has arrived for this scope. A source is the credential to send with; its page has the lines to
        paste into Prometheus, an agent or a shell.
      </p>
      <div className="mt-3">
        <ConnectSource mayConnect={mayConnect} />
      </div>
    </WaitingForData>
  )
}
