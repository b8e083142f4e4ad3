'use client'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useRouter, useSearchParams } from 'next/navigation'
import { useMemo } from 'react'
import { useText } from '#components/language/use-text.ts'
import { PageFrame } from '#components/shell/page-frame.tsx'
import { QueryView } from '#components/shell/query-view.tsx'
import { keepLook } from '#components/shell/table-address.ts'
import { TableNotices, TableTools } from '#components/shell/table-tools.tsx'
import { useTableAddress } from '#components/shell/use-table-address.ts'
import { ViewMenu } from '#components/shell/view-menu.tsx'
import { Button } from '#components/ui/button.tsx'
import { DataTable } from '#components/ui/data-table.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { Panel } from '#components/ui/panel.tsx'
import { EmptyState } from '#components/ui/view-state.tsx'
import type { AuditEntryView, ListAuditOutput, WitnessingView } from '#lib/modules/audit/schemas.ts'
import { auditPagesQuery } from './api/audit-pages-query.ts'
import { auditColumns } from './audit-columns.tsx'
import { AuditEntryDrawer } from './audit-entry-drawer.tsx'
import { auditHref, type AuditFilter, type EntryRef } from './audit-filter.ts'
import { AuditFilters } from './audit-filters.tsx'
import { CheckYourself } from './check-yourself.tsx'
import { ExportAudit } from './export-audit.tsx'
import { VerifyChain } from './verify-chain.tsx'
import { WitnessLine } from './witness-line.tsx'

/** Properties of `AuditScreen`. */
export interface AuditScreenProps {
  readonly scope: string
  /** What the address narrows the list by. */
  readonly filter: AuditFilter
  /** What of the address could not be understood. */
  readonly notices: readonly string[]
  /** The entry that the address opens. */
  readonly opened: EntryRef | null
  /** The newest entries when the server made the page; null where the reader's role does not reach. */
  readonly first: ListAuditOutput | null
  /** The keys with which a stranger checks exports, oldest first; null where the reader's role does not reach. */
  readonly publicKeys: readonly string[] | null
  /** Whether somebody outside keeps heads; null where the reader's role does not reach. */
  readonly witnessing: WitnessingView | null
  readonly mayExport: boolean
}

/** Who did what, newest first, with the chain that proves that nothing was changed since. */
export function AuditScreen(props: AuditScreenProps) {
  const { scope, filter, notices, opened, first, publicKeys, witnessing, mayExport } = props
  const t = useText('audit')
  const actors = useText('actors')
  const router = useRouter()
  const query = useInfiniteQuery({
    ...auditPagesQuery(scope, filter),
    ...(first === null ? {} : { initialData: { pages: [first], pageParams: [''] } }),
  })
  const entries = query.data?.pages.flatMap((page) => page.entries) ?? []
  const more = () => {
    query.fetchNextPage().catch(() => {}) // the next render shows the outcome
  }
  const search = useSearchParams()
  const hrefOf = useMemo(() => {
    const kept = new URLSearchParams(search)
    return (entry: AuditEntryView | null) => keepLook(auditHref(scope, filter, entry), kept)
  }, [scope, filter, search])
  const columns = useMemo(() => auditColumns(t, actors, hrefOf), [t, actors, hrefOf])
  const table = useTableAddress(columns, true)
  const isOpened = ({ chain, seq }: AuditEntryView) => chain === opened?.chain && seq === opened.seq
  return (
    <PageFrame crumbs={[{ label: t('title') }]}>
      <PageHeader
        title={t('title')}
        answer={t('answer')}
        actions={
          mayExport ? <ExportAudit key={JSON.stringify(filter)} scope={scope} filter={filter} /> : undefined
        }
      />
      {query.data === undefined ? null : (
        <div className="grid gap-4 lg:grid-cols-2">
          <VerifyChain scope={scope} />
          {publicKeys === null ? null : <CheckYourself publicKeys={publicKeys} />}
        </div>
      )}
      <WitnessLine scope={scope} witnessing={witnessing} />
      <TableNotices notices={[...notices, ...table.notices]} />
      <AuditFilters scope={scope} filter={filter} />
      <TableTools table={table}>
        <ViewMenu scope={scope} screen="audit" />
      </TableTools>
      <Panel
        title={t('list.title')}
        count={`${entries.length}${query.hasNextPage ? '+' : ''}`}
        meta={t('list.meta')}
        isFlush
      >
        <QueryView query={query} what={t('list.what')}>
          {() => (
            <DataTable
              caption={t('list.caption')}
              columns={columns}
              layout={table.layout}
              isVirtual
              rows={entries}
              rowKey={(entry) => `${entry.chain} ${entry.seq}`}
              empty={<NoEntry isFiltered={Object.keys(filter).length > 0} isSearching={query.hasNextPage} />}
            />
          )}
        </QueryView>
        {query.hasNextPage ? (
          <div className="border-t border-line p-2.5">
            <Button size="small" isBusy={query.isFetchingNextPage} onClick={more}>
              {t(entries.length === 0 ? 'list.further' : 'list.older')}
            </Button>
          </div>
        ) : null}
      </Panel>
      <AuditEntryDrawer
        scope={scope}
        opened={opened}
        known={entries.find(isOpened) ?? null}
        onClose={() => router.replace(hrefOf(null), { scroll: false })}
      />
    </PageFrame>
  )
}

function NoEntry({ isFiltered, isSearching }: { isFiltered: boolean; isSearching: boolean }) {
  const t = useText('audit')
  if (isSearching) return <EmptyState title={t('empty.searching')}>{t('empty.searchingText')}</EmptyState>
  return isFiltered ? (
    <EmptyState title={t('empty.filtered')}>{t('empty.filteredText')}</EmptyState>
  ) : (
    <EmptyState title={t('empty.title')}>{t('empty.text')}</EmptyState>
  )
}
