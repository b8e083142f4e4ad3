'use client'
import { useQuery } from '@tanstack/react-query'
import { useText, type Text } from '#components/language/use-text.ts'
import { askedOf } from '#components/shell/list-filter.ts'
import { ListTable, type ListAddress } from '#components/shell/list-table.tsx'
import { PageFrame } from '#components/shell/page-frame.tsx'
import { QueryView } from '#components/shell/query-view.tsx'
import { useGonePlace } from '#components/shell/use-gone-place.ts'
import { NeutralBadge, StateBadge } from '#components/ui/badge.tsx'
import type { Column } from '#components/ui/data-table.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { Panel } from '#components/ui/panel.tsx'
import { Moment } from '#components/ui/time.tsx'
import { EmptyState } from '#components/ui/view-state.tsx'
import type { ErasureView } from '#lib/modules/leaving/schemas.ts'
import type { TenantSort } from '#lib/modules/tenancy/domain/tenant-order.ts'
import type { ListTenantsOutput, TenantView } from '#lib/modules/tenancy/schemas.ts'
import { tenantsQuery } from './api/leaving.ts'
import { ErasuresPanel } from './erasures-panel.tsx'

const columnsOf = (t: Text<'leaving'>): readonly Column<TenantView>[] => [
  {
    id: 'name',
    head: t('tenant'),
    phone: 'start',
    cell: ({ name }) => name,
  },
  {
    id: 'platform',
    head: t('platform'),
    phone: 'below',
    cell: ({ platformName }) => platformName,
  },
  {
    id: 'state',
    head: t('state'),
    phone: 'end',
    cell: ({ state }) =>
      state === 'suspended' ? (
        <StateBadge state="maintenance">{t('suspended')}</StateBadge>
      ) : (
        <NeutralBadge>{t('active')}</NeutralBadge>
      ),
  },
  {
    id: 'why',
    head: t('why'),
    className: 'max-w-96 whitespace-normal',
    cell: ({ suspension }) =>
      suspension === null ? null : (
        <>
          {suspension.reason} <span className="text-fg-3">{suspension.by}</span>
        </>
      ),
  },
  {
    id: 'since',
    head: t('tenants.since'),
    phone: 'below-end',
    cell: ({ suspension, createdAt }) => <Moment at={suspension?.since ?? createdAt} />,
  },
]

/** Properties of `TenantsScreen`. */
export interface TenantsScreenProps {
  readonly scope: string
  readonly address: ListAddress<TenantSort>
  /** What the server knew when it made the page; null when it could not tell. */
  readonly first: ListTenantsOutput | null
  readonly erasures: readonly ErasureView[]
}

function standingSentence(t: Text<'leaving'>, { all, suspended }: ListTenantsOutput['counts']): string {
  if (suspended > 0) return t('tenants.shut', { shut: suspended, all })
  return t(all === 0 ? 'tenants.none' : 'tenants.allActive')
}

/** The tenants of a scope, the suspended ones first, with since when, why and by whom. */
export function TenantsScreen({ scope, address, first, erasures }: TenantsScreenProps) {
  const t = useText('leaving')
  const query = useQuery({
    ...tenantsQuery(scope, askedOf(address.filter)),
    ...(first === null ? {} : { initialData: first }),
  })
  useGonePlace(address, query.error)
  return (
    <PageFrame crumbs={[{ label: t('tenants.title') }]}>
      <PageHeader
        title={t('tenants.title')}
        answer={query.data === undefined ? undefined : standingSentence(t, query.data.counts)}
      />
      <Panel
        title={t('tenants.title')}
        count={query.data?.total ?? ''}
        meta={address.filter.sort === '-state' ? t('tenants.meta') : undefined}
        isFlush
      >
        <QueryView query={query} what={t('tenants.what')}>
          {({ tenants, next, total }) => (
            <ListTable
              scope={scope}
              screen="tenants"
              address={address}
              caption={t('tenants.caption')}
              columns={columnsOf(t)}
              rows={tenants}
              next={next}
              total={total}
              rowKey={({ id }) => id}
              rowHref={({ id }) => `/tenants?scope=tenant:${id}`}
              empty={<EmptyState title={t('tenants.empty')}>{t('tenants.emptyText')}</EmptyState>}
            />
          )}
        </QueryView>
      </Panel>
      <ErasuresPanel scope={scope} first={erasures} />
    </PageFrame>
  )
}
