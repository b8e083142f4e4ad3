'use client'
import { ButtonLink } from '#components/ui/button.tsx'
import { DataTable } from '#components/ui/data-table.tsx'
import { Panel } from '#components/ui/panel.tsx'
import { WaitingForData } from '#components/ui/waiting-for-data.tsx'
import type { ServiceView } from '#lib/modules/tenancy/schemas.ts'
import { serviceColumns, servicesWorstFirst, serviceTint } from './service-columns.tsx'

/** Properties of `ServicesPanel`. */
export interface ServicesPanelProps {
  readonly title: string
  /** From which scope they are looked at. */
  readonly reader: 'platform' | 'tenant'
  readonly services: readonly ServiceView[]
}

/** The services of a platform or a tenant, and what to connect while there are none. */
export function ServicesPanel({ title, reader, services }: ServicesPanelProps) {
  return (
    <Panel title={title} count={services.length} meta="Worst first" isFlush>
      <DataTable
        caption={`${title}, worst first`}
        columns={serviceColumns(reader)}
        rows={servicesWorstFirst(services)}
        rowKey={({ id }) => id}
        rowHref={({ id }) => `/services/${id}`}
        rowTint={serviceTint}
        empty={<Connect />}
      />
    </Panel>
  )
}

function Connect() {
  return (
    <WaitingForData firstSampleAt={null} snippets={[]}>
      <p className="max-w-[68ch]">
        A service appears with the first sample that carries its job label, and gets its state from then on.
        Nothing has arrived for this scope. A source is the credential to send with; its page has the lines to
        paste into Prometheus, an agent or a shell.
      </p>
      <div className="mt-3">
        <ButtonLink href="/sources" icon="plug">
          Connect a source
        </ButtonLink>
      </div>
    </WaitingForData>
  )
}
