'use client'
import { useQuery } from '@tanstack/react-query'
import { useText } from '#components/language/use-text.ts'
import { askedOf } from '#components/shell/list-filter.ts'
import { ListTable, type ListAddress } from '#components/shell/list-table.tsx'
import { PageFrame } from '#components/shell/page-frame.tsx'
import { QueryView } from '#components/shell/query-view.tsx'
import { useGonePlace } from '#components/shell/use-gone-place.ts'
import { DataTable } from '#components/ui/data-table.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { Panel } from '#components/ui/panel.tsx'
import { EmptyState } from '#components/ui/view-state.tsx'
import type { RequestSort } from '#lib/modules/approvals/domain/request-order.ts'
import type { ApprovalView, ListRequestsOutput } from '#lib/modules/approvals/schemas.ts'
import { requestsQuery } from './api/requests-query.ts'
import { requestColumns } from './request-columns.tsx'
import { STILL_OPEN } from './request-list.ts'

/** Properties of `RequestsScreen`. */
export interface RequestsScreenProps {
  readonly scope: string
  readonly address: ListAddress<RequestSort>
  /** What the server knew when it made the page; null where the list is not open to the reader. */
  readonly first: ListRequestsOutput | null
  readonly open: ListRequestsOutput | null
}

/** What nobody does alone: requests that wait for the reader, their own, and what became of every one. */
export function RequestsScreen({ scope, address, first, open }: RequestsScreenProps) {
  const t = useText('approvals')
  return (
    <PageFrame crumbs={[{ label: t('title') }]}>
      <PageHeader title={t('title')} answer={t('answerTitle')} />
      <OpenRequests scope={scope} first={open} />
      <AllRequests scope={scope} address={address} first={first} />
    </PageFrame>
  )
}

/** The inbox, and the own requests that are open. */
function OpenRequests({ scope, first }: { scope: string; first: ListRequestsOutput | null }) {
  const t = useText('approvals')
  const query = useQuery({
    ...requestsQuery(scope, STILL_OPEN),
    ...(first === null ? {} : { initialData: first }),
  })
  return (
    <QueryView query={query} what={t('what')}>
      {({ requests, next }) =>
        (['forMe', 'mine'] as const).map((name) => {
          const rows = requests.filter(({ mayDecide, isOwn }) => (name === 'forMe' ? mayDecide : isOwn))
          return (
            <Panel
              key={name}
              title={t(`part.${name}.title`)}
              count={rows.length}
              meta={next === null ? undefined : t('newest')}
              isFlush
            >
              <DataTable
                caption={t(`part.${name}.caption`)}
                columns={requestColumns(t)}
                rows={rows}
                rowKey={({ id }) => id}
                rowHref={({ id }) => `/requests/${id}`}
                empty={<EmptyState title={t(`part.${name}.empty`)}>{t(`part.${name}.emptyText`)}</EmptyState>}
              />
            </Panel>
          )
        })
      }
    </QueryView>
  )
}

type AllRequestsProps = Pick<RequestsScreenProps, 'scope' | 'address' | 'first'>

/** Every request, with what became of it. */
function AllRequests({ scope, address, first }: AllRequestsProps) {
  const t = useText('approvals')
  const query = useQuery({
    ...requestsQuery(scope, askedOf(address.filter)),
    ...(first === null ? {} : { initialData: first }),
  })
  useGonePlace(address, query.error)
  return (
    <Panel title={t('part.all.title')} count={query.data?.total ?? ''} isFlush>
      <QueryView query={query} what={t('what')}>
        {({ requests, next, total }) => (
          <ListTable<ApprovalView, RequestSort>
            scope={scope}
            screen="requests"
            address={address}
            caption={t('part.all.caption')}
            columns={requestColumns(t)}
            rows={requests}
            next={next}
            total={total}
            rowKey={({ id }) => id}
            rowHref={({ id }) => `/requests/${id}`}
            rowVersion={({ state }) => state}
            empty={<EmptyState title={t('part.all.empty')}>{t('part.all.emptyText')}</EmptyState>}
          />
        )}
      </QueryView>
    </Panel>
  )
}
