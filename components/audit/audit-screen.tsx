'use client'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { z } from 'zod'
import { PageFrame } from '#components/shell/page-frame.tsx'
import { QueryView } from '#components/shell/query-view.tsx'
import { Button } from '#components/ui/button.tsx'
import { DataTable, type Column } from '#components/ui/data-table.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { Panel } from '#components/ui/panel.tsx'
import { FullMoment } from '#components/ui/time.tsx'
import { EmptyState } from '#components/ui/view-state.tsx'
import type { AuditEntryView, listAuditOutput } from '#lib/modules/audit/schemas.ts'
import { auditPagesQuery } from './api/audit-pages-query.ts'
import { AuditEntryDrawer } from './audit-entry-drawer.tsx'
import { actorWords } from './audit-words.ts'
import { VerifyChain } from './verify-chain.tsx'

const columnsOf = (onOpen: (entry: AuditEntryView) => void): readonly Column<AuditEntryView>[] => [
  {
    id: 'action',
    head: 'What',
    cell: (entry) => (
      <button
        type="button"
        aria-haspopup="dialog"
        onClick={() => onOpen(entry)}
        className="opens font-mono text-small"
      >
        {entry.action}
      </button>
    ),
    phone: 'start',
  },
  {
    id: 'target',
    head: 'To what',
    cell: (entry) => <span className="wrap-anywhere">{entry.targetName ?? entry.targetId}</span>,
    phone: 'below',
    className: 'sm:w-1/3 sm:whitespace-normal',
  },
  { id: 'actor', head: 'Who', cell: actorWords, phone: 'end' },
  {
    id: 'from',
    head: 'From',
    cell: (entry) => <span className="text-fg-2">{entry.ip ?? 'this installation'}</span>,
  },
  {
    id: 'at',
    head: 'When',
    isFigure: true,
    cell: (entry) => <FullMoment at={entry.at} />,
    phone: 'below-end',
  },
  {
    id: 'seq',
    head: 'Entry and hash',
    isFigure: true,
    cell: (entry) => (
      <span className="font-mono text-small text-fg-2">
        {entry.seq} <span className="text-fg-3">{entry.hash.slice(0, 8)}</span>
      </span>
    ),
  },
]

/** Properties of `AuditScreen`. */
export interface AuditScreenProps {
  readonly scope: string
  /** The newest entries when the server made the page; null where the reader's role does not reach. */
  readonly first: z.infer<typeof listAuditOutput> | null
}

/** Who did what, newest first, with the chain that proves that nothing was changed since. */
export function AuditScreen({ scope, first }: AuditScreenProps) {
  const query = useInfiniteQuery({
    ...auditPagesQuery(scope),
    ...(first === null ? {} : { initialData: { pages: [first], pageParams: [''] } }),
  })
  const [opened, setOpened] = useState<AuditEntryView | null>(null)
  const entries = query.data?.pages.flatMap((page) => page.entries) ?? []
  const more = () => {
    query.fetchNextPage().catch(() => {}) // the next render shows the outcome
  }
  return (
    <PageFrame crumbs={[{ label: 'Audit chain' }]}>
      <PageHeader
        title="Audit chain"
        answer="Every change, written in the transaction that made it. Each entry carries the hash of the one before, so that nothing can be changed, removed or moved unseen."
      />
      {query.data === undefined ? null : <VerifyChain scope={scope} />}
      <Panel
        title="Entries"
        count={`${entries.length}${query.hasNextPage ? '+' : ''}`}
        meta="Append only, newest first"
        isFlush
      >
        <QueryView query={query} what="The audit chain">
          {() => (
            <DataTable
              caption="Audit entries, newest first"
              columns={columnsOf(setOpened)}
              rows={entries}
              rowKey={(entry) => `${entry.chain} ${entry.seq}`}
              empty={<EmptyState title="No entry yet">Nothing was changed in this scope.</EmptyState>}
            />
          )}
        </QueryView>
        {query.hasNextPage ? (
          <div className="border-t border-line p-2.5">
            <Button size="small" isBusy={query.isFetchingNextPage} onClick={more}>
              Show older entries
            </Button>
          </div>
        ) : null}
      </Panel>
      <AuditEntryDrawer entry={opened} onClose={() => setOpened(null)} />
    </PageFrame>
  )
}
