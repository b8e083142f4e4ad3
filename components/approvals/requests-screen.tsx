'use client'
import { useQuery } from '@tanstack/react-query'
import { useText } from '#components/language/use-text.ts'
import { PageFrame } from '#components/shell/page-frame.tsx'
import { QueryView } from '#components/shell/query-view.tsx'
import { DataTable } from '#components/ui/data-table.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { Panel } from '#components/ui/panel.tsx'
import { EmptyState } from '#components/ui/view-state.tsx'
import type { ApprovalView, ListRequestsOutput } from '#lib/modules/approvals/schemas.ts'
import { requestsQuery } from './api/requests-query.ts'
import { requestColumns } from './request-columns.tsx'

const isOpen = ({ state }: ApprovalView): boolean => state === 'waiting' || state === 'approved'

interface Part {
  readonly name: 'forMe' | 'mine' | 'history'
  readonly rows: readonly ApprovalView[]
}

/** The inbox, the own requests that are open, and everything else. */
function partsOf(requests: readonly ApprovalView[]): readonly Part[] {
  const mine = requests.filter((request) => isOpen(request) && request.isOwn)
  const forMe = requests.filter((request) => request.mayDecide)
  const rest = requests.filter((request) => !mine.includes(request) && !forMe.includes(request))
  return [
    { name: 'forMe', rows: forMe },
    { name: 'mine', rows: mine },
    { name: 'history', rows: rest },
  ]
}

/** Properties of `RequestsScreen`. */
export interface RequestsScreenProps {
  readonly scope: string
  /** What the server knew when it made the page. */
  readonly first: ListRequestsOutput
}

/** What nobody does alone: requests that wait for the reader, their own, and what became of the others. */
export function RequestsScreen({ scope, first }: RequestsScreenProps) {
  const t = useText('approvals')
  const query = useQuery({ ...requestsQuery(scope), initialData: first })
  return (
    <PageFrame crumbs={[{ label: t('title') }]}>
      <PageHeader title={t('title')} answer={t('answerTitle')} />
      <QueryView query={query} what={t('what')}>
        {({ requests, next }) => (
          <>
            {partsOf(requests).map(({ name, rows }) => (
              <Panel
                key={name}
                title={t(`part.${name}.title`)}
                count={rows.length}
                meta={name === 'history' && next !== null ? t('newest') : undefined}
                isFlush
              >
                <DataTable
                  caption={t(`part.${name}.caption`)}
                  columns={requestColumns(t)}
                  rows={rows}
                  rowKey={({ id }) => id}
                  rowHref={({ id }) => `/requests/${id}`}
                  empty={
                    <EmptyState title={t(`part.${name}.empty`)}>{t(`part.${name}.emptyText`)}</EmptyState>
                  }
                />
              </Panel>
            ))}
          </>
        )}
      </QueryView>
    </PageFrame>
  )
}
