'use client'
import { useQuery } from '@tanstack/react-query'
import { useText, type Text } from '#components/language/use-text.ts'
import { ListTable } from '#components/shell/list-table.tsx'
import { PageFrame } from '#components/shell/page-frame.tsx'
import { QueryView } from '#components/shell/query-view.tsx'
import { NeutralBadge, StateBadge } from '#components/ui/badge.tsx'
import type { Column } from '#components/ui/data-table.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { Panel } from '#components/ui/panel.tsx'
import { Moment } from '#components/ui/time.tsx'
import { EmptyState } from '#components/ui/view-state.tsx'
import type { ErasureView } from '#lib/modules/leaving/schemas.ts'
import type { TenantView } from '#lib/modules/tenancy/schemas.ts'
import { tenantsQuery } from './api/leaving.ts'
import { ErasuresPanel } from './erasures-panel.tsx'

const columnsOf = (t: Text<'leaving'>): readonly Column<TenantView>[] => [
  {
    id: 'name',
    head: t('tenant'),
    phone: 'start',
    cell: ({ name }) => name,
    compare: (a, b) => a.name.localeCompare(b.name),
  },
  {
    id: 'platform',
    head: t('platform'),
    phone: 'below',
    cell: ({ platformName }) => platformName,
    compare: (a, b) => a.platformName.localeCompare(b.platformName),
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
    compare: (a, b) => b.state.localeCompare(a.state),
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
    compare: (a, b) => (a.suspension?.since ?? a.createdAt).localeCompare(b.suspension?.since ?? b.createdAt),
  },
]

/** The suspended ones first, then by name. */
function shutFirst(a: TenantView, b: TenantView): number {
  const byState = b.state.localeCompare(a.state)
  return byState === 0 ? a.name.localeCompare(b.name) : byState
}

/** Properties of `TenantsScreen`. */
export interface TenantsScreenProps {
  readonly scope: string
  /** What the server knew when it made the page; null when it could not tell. */
  readonly first: readonly TenantView[] | null
  readonly erasures: readonly ErasureView[]
}

/** The tenants of a scope, the suspended ones first, with since when, why and by whom. */
export function TenantsScreen({ scope, first, erasures }: TenantsScreenProps) {
  const t = useText('leaving')
  const query = useQuery({
    ...tenantsQuery(scope),
    ...(first === null ? {} : { initialData: { tenants: [...first] } }),
  })
  const tenants = query.data?.tenants ?? []
  const shut = tenants.filter(({ state }) => state === 'suspended').length
  return (
    <PageFrame crumbs={[{ label: t('tenants.title') }]}>
      <PageHeader
        title={t('tenants.title')}
        answer={
          shut === 0
            ? t(tenants.length === 0 ? 'tenants.none' : 'tenants.allActive')
            : t('tenants.shut', { shut, all: tenants.length })
        }
      />
      <Panel title={t('tenants.title')} count={tenants.length} meta={t('tenants.meta')} isFlush>
        <QueryView query={query} what={t('tenants.what')}>
          {({ tenants: rows }) => (
            <ListTable
              scope={scope}
              screen="tenants"
              caption={t('tenants.caption')}
              columns={columnsOf(t)}
              rows={rows.toSorted(shutFirst)}
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
