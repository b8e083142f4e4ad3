'use client'
import { useQuery } from '@tanstack/react-query'
import { ConnectSource } from '#components/access/connect-source.tsx'
import { useText, type Text } from '#components/language/use-text.ts'
import { askedOf } from '#components/shell/list-filter.ts'
import { ListTable, type ListAddress } from '#components/shell/list-table.tsx'
import { PageFrame } from '#components/shell/page-frame.tsx'
import { QueryView } from '#components/shell/query-view.tsx'
import { useGonePlace } from '#components/shell/use-gone-place.ts'
import type { Column } from '#components/ui/data-table.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { Panel } from '#components/ui/panel.tsx'
import { StateText } from '#components/ui/state-glyph.tsx'
import { Age } from '#components/ui/time.tsx'
import { EmptyState } from '#components/ui/view-state.tsx'
import type { ServiceSort } from '#lib/modules/tenancy/domain/service-order.ts'
import type { ListServicesOutput, ServiceView } from '#lib/modules/tenancy/schemas.ts'
import { servicesQuery } from './api/services-query.ts'
import { ServiceName } from './service-name.tsx'
import { ownerWords, servicesSentence } from './service-words.ts'

const columnsOf = (t: Text<'tenancy'>): readonly Column<ServiceView>[] => [
  {
    id: 'name',
    head: t('column.service'),
    cell: (service) => <ServiceName service={service} />,
    phone: 'start',
  },
  {
    id: 'state',
    head: t('column.state'),
    cell: (service) => <StateText state={service.state} />,
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
  },
  {
    id: 'since',
    head: t('column.since'),
    isFigure: true,
    cell: (service) => <Age at={service.since} />,
    phone: 'below-end',
  },
]

const tintOf = ({ state }: ServiceView): 'down' | 'degraded' | null =>
  state === 'down' || state === 'degraded' ? state : null

/** Properties of `ServicesScreen`. */
export interface ServicesScreenProps {
  readonly scope: string
  readonly address: ListAddress<ServiceSort>
  /** What the server knew when it made the page; null where the reader's role does not reach. */
  readonly first: ListServicesOutput | null
  /** Whether the reader may create sources. */
  readonly mayConnect: boolean
}

/** The services of a scope, worst first. */
export function ServicesScreen({ scope, address, first, mayConnect }: ServicesScreenProps) {
  const t = useText('tenancy')
  const query = useQuery({
    ...servicesQuery(scope, askedOf(address.filter)),
    ...(first === null ? {} : { initialData: first }),
  })
  useGonePlace(address, query.error)
  return (
    <PageFrame crumbs={[{ label: t('title') }]}>
      <PageHeader
        title={t('title')}
        answer={query.data === undefined ? undefined : servicesSentence(t, query.data.counts)}
      />
      <Panel
        title={t('title')}
        count={query.data?.total ?? ''}
        meta={address.filter.sort === 'state' ? t('list.meta') : undefined}
        isFlush
      >
        <QueryView query={query} what={t('list.what')}>
          {({ services, next, total }) => (
            <ListTable
              scope={scope}
              screen="services"
              address={address}
              caption={t('list.caption')}
              columns={columnsOf(t)}
              rows={services}
              next={next}
              total={total}
              rowKey={(service) => service.id}
              rowTint={tintOf}
              empty={
                <EmptyState title={t('empty.title')} action={<ConnectSource mayConnect={mayConnect} />}>
                  {t('empty.text')}
                </EmptyState>
              }
            />
          )}
        </QueryView>
      </Panel>
    </PageFrame>
  )
}
