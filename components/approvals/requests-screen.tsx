'use client'
import { useQuery } from '@tanstack/react-query'
import { PageFrame } from '#components/shell/page-frame.tsx'
import { QueryView } from '#components/shell/query-view.tsx'
import { DataTable } from '#components/ui/data-table.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { Panel } from '#components/ui/panel.tsx'
import { EmptyState } from '#components/ui/view-state.tsx'
import type { ApprovalView, ListRequestsOutput } from '#lib/modules/approvals/schemas.ts'
import { requestsQuery } from './api/requests-query.ts'
import { REQUEST_COLUMNS } from './request-columns.tsx'

const isOpen = ({ state }: ApprovalView): boolean => state === 'waiting' || state === 'approved'

interface Part {
  readonly title: string
  readonly caption: string
  readonly rows: readonly ApprovalView[]
  readonly empty: { readonly title: string; readonly text: string }
}

/** The inbox, the own requests that are open, and everything else. */
function partsOf(requests: readonly ApprovalView[]): readonly Part[] {
  const mine = requests.filter((request) => isOpen(request) && request.isOwn)
  const forMe = requests.filter((request) => request.mayDecide)
  const rest = requests.filter((request) => !mine.includes(request) && !forMe.includes(request))
  return [
    {
      title: 'Waiting for me',
      caption: 'Requests that wait for a decision of yours',
      rows: forMe,
      empty: {
        title: 'Nothing waits for you',
        text: 'When somebody asks for what you hold too, it stands here, and you get a mail.',
      },
    },
    {
      title: 'Mine',
      caption: 'Your requests that are still open',
      rows: mine,
      empty: {
        title: 'You have asked for nothing',
        text: 'What nobody does alone is asked for where it is done, for instance on the page of a tenant.',
      },
    },
    {
      title: 'History',
      caption: 'Requests that were decided, withdrawn or have expired',
      rows: rest,
      empty: { title: 'Nothing was decided yet', text: 'Every request stays here with what became of it.' },
    },
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
  const query = useQuery({ ...requestsQuery(scope), initialData: first })
  return (
    <PageFrame crumbs={[{ label: 'Requests' }]}>
      <PageHeader
        title="Requests"
        answer="What nobody does alone. One member asks and says why, another holder of the same permission approves or refuses, and only then it is done."
      />
      <QueryView query={query} what="The requests">
        {({ requests, next }) => (
          <>
            {partsOf(requests).map(({ title, caption, rows, empty }) => (
              <Panel
                key={title}
                title={title}
                count={rows.length}
                meta={title === 'History' && next !== null ? 'The newest' : undefined}
                isFlush
              >
                <DataTable
                  caption={caption}
                  columns={REQUEST_COLUMNS}
                  rows={rows}
                  rowKey={({ id }) => id}
                  rowHref={({ id }) => `/requests/${id}`}
                  empty={<EmptyState title={empty.title}>{empty.text}</EmptyState>}
                />
              </Panel>
            ))}
          </>
        )}
      </QueryView>
    </PageFrame>
  )
}
