'use client'
import { useQuery } from '@tanstack/react-query'
import type { z } from 'zod'
import { ListTable } from '#components/shell/list-table.tsx'
import { ConnectSource } from '#components/access/connect-source.tsx'
import { useText, type Text } from '#components/language/use-text.ts'
import { PageFrame } from '#components/shell/page-frame.tsx'
import { AppLink } from '#components/ui/app-link.tsx'
import type { Column } from '#components/ui/data-table.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { Panel } from '#components/ui/panel.tsx'
import { StateText } from '#components/ui/state-glyph.tsx'
import { compareStates, worstFirst } from '#components/ui/states.ts'
import { Age } from '#components/ui/time.tsx'
import { EmptyState } from '#components/ui/view-state.tsx'
import type { listServicesOutput, ServiceView } from '#lib/modules/tenancy/schemas.ts'
import { servicesQuery } from './api/services-query.ts'
import { ownerWords, servicesSentence } from './service-words.ts'

/** The name opens the page of a service; a shared part of the platform has none for its tenants. */
function ServiceName({ service }: { service: ServiceView }) {
  if (service.shared) return <span className="font-medium">{service.name}</span>
  return (
    <AppLink
      href={`/services/${service.id}`}
      className="row-link font-medium after:absolute after:inset-0 focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-focus"
    >
      {service.name}
    </AppLink>
  )
}

const columnsOf = (t: Text<'tenancy'>): readonly Column<ServiceView>[] => [
  {
    id: 'name',
    head: t('column.service'),
    cell: (service) => <ServiceName service={service} />,
    compare: (a, b) => a.name.localeCompare(b.name),
    phone: 'start',
  },
  {
    id: 'state',
    head: t('column.state'),
    cell: (service) => <StateText state={service.state} />,
    compare: (a, b) => compareStates(a.state, b.state),
    phone: 'end',
  },
  {
    id: 'reason',
    head: t('column.why'),
    cell: (service) => <span className="text-fg-2">{service.reason}</span>,
    phone: 'below',
    className: 'sm:w-1/2 sm:whitespace-normal',
  },
  {
    id: 'owner',
    head: t('column.owner'),
    cell: (service) => (
      <span className="text-fg-2">
        {service.shared ? t('sharedBy', { platform: service.platformName }) : ownerWords(service)}
      </span>
    ),
    compare: (a, b) => ownerWords(a).localeCompare(ownerWords(b)),
  },
  {
    id: 'since',
    head: t('column.since'),
    isFigure: true,
    cell: (service) => <Age at={service.since} />,
    compare: (a, b) => b.since.localeCompare(a.since),
    phone: 'below-end',
  },
]

const tintOf = ({ state }: ServiceView): 'down' | 'degraded' | null =>
  state === 'down' || state === 'degraded' ? state : null

/** Properties of `ServicesScreen`. */
export interface ServicesScreenProps {
  readonly scope: string
  /** What the server knew when it made the page. */
  readonly first: z.infer<typeof listServicesOutput>
  /** Whether the reader may create sources. */
  readonly mayConnect: boolean
}

/** The services of a scope, worst first. */
export function ServicesScreen({ scope, first, mayConnect }: ServicesScreenProps) {
  const t = useText('tenancy')
  const { data } = useQuery({ ...servicesQuery(scope), initialData: first })
  return (
    <PageFrame crumbs={[{ label: t('title') }]}>
      <PageHeader title={t('title')} answer={servicesSentence(t, data.services)} />
      <Panel title={t('title')} count={data.services.length} meta={t('list.meta')} isFlush>
        <ListTable
          scope={scope}
          screen="services"
          caption={t('list.caption')}
          columns={columnsOf(t)}
          rows={data.services.toSorted(worstFirst)}
          rowKey={(service) => service.id}
          rowTint={tintOf}
          empty={
            <EmptyState title={t('empty.title')} action={<ConnectSource mayConnect={mayConnect} />}>
              {t('empty.text')}
            </EmptyState>
          }
        />
      </Panel>
    </PageFrame>
  )
}
