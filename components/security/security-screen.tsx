'use client'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { PageFrame } from '#components/shell/page-frame.tsx'
import { ExportButtons } from '#components/shell/export-buttons.tsx'
import { QueryView } from '#components/shell/query-view.tsx'
import { TableNotices, TableTools } from '#components/shell/table-tools.tsx'
import { useTableAddress } from '#components/shell/use-table-address.ts'
import { ViewMenu } from '#components/shell/view-menu.tsx'
import { Button } from '#components/ui/button.tsx'
import { DataTable, type Column } from '#components/ui/data-table.tsx'
import { TextField } from '#components/ui/field.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { Panel } from '#components/ui/panel.tsx'
import { SelectField } from '#components/ui/select-field.tsx'
import { StateText } from '#components/ui/state-glyph.tsx'
import { FullMoment } from '#components/ui/time.tsx'
import { EmptyState } from '#components/ui/view-state.tsx'
import { kindWords } from '#lib/modules/security/domain/kinds.ts'
import type { ListSecurityEventsOutput, SecurityEventView } from '#lib/modules/security/schemas.ts'
import { securityEventsQuery, type SecurityFilter } from './api/security-events-query.ts'
import { SecurityEventDrawer } from './security-event-drawer.tsx'
import { detailWords, eventsSentence, kindOptions, SEVERITY_OPTIONS } from './security-words.ts'

const STATES = { info: 'healthy', warning: 'degraded', critical: 'down' } as const

const columnsOf = (onOpen: (event: SecurityEventView) => void): readonly Column<SecurityEventView>[] => [
  {
    id: 'kind',
    head: 'What',
    cell: (event) => (
      <button type="button" aria-haspopup="dialog" onClick={() => onOpen(event)} className="opens">
        <StateText state={STATES[event.severity]}>{kindWords(event.kind)}</StateText>
      </button>
    ),
    phone: 'start',
  },
  {
    id: 'count',
    head: 'Times',
    isFigure: true,
    cell: ({ count }) => count.toLocaleString('en-GB'),
  },
  {
    id: 'who',
    head: 'Member',
    cell: ({ memberId, memberName }) =>
      memberName ?? <span className="text-fg-3">{memberId === null ? 'nobody known' : 'out of view'}</span>,
    phone: 'end',
  },
  {
    id: 'from',
    head: 'From',
    cell: ({ addresses, userAgent }) => (
      <span className="font-mono text-small text-fg-2" title={userAgent ?? undefined}>
        {addresses[0] ?? 'this installation'}
        {addresses.length > 1 ? ` and ${addresses.length - 1} more` : ''}
      </span>
    ),
    phone: 'below',
  },
  {
    id: 'details',
    head: 'Details',
    cell: (event) => <span className="wrap-anywhere text-fg-2">{detailWords(event)}</span>,
    className: 'sm:w-1/3 sm:whitespace-normal',
    phone: 'foot',
  },
  {
    id: 'at',
    head: 'Last',
    isFigure: true,
    cell: ({ lastAt }) => <FullMoment at={lastAt} />,
    phone: 'below-end',
  },
]

const NO_FILTER: SecurityFilter = { kind: '', severity: '', address: '' }

/** What of a filter was chosen. */
const wantedOf = (filter: SecurityFilter): Record<string, string> =>
  Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== ''))

/** Properties of `SecurityScreen`. */
export interface SecurityScreenProps {
  readonly scope: string
  /** The newest events when the server made the page; null where the reader's role does not reach. */
  readonly first: ListSecurityEventsOutput | null
}

/** What was tried at the doors, newest first. */
export function SecurityScreen({ scope, first }: SecurityScreenProps) {
  const [filter, setFilter] = useState(NO_FILTER)
  const [opened, setOpened] = useState<SecurityEventView | null>(null)
  const isFiltered = filter !== NO_FILTER
  const columns = useMemo(() => columnsOf(setOpened), [])
  const table = useTableAddress(columns, true)
  const query = useInfiniteQuery({
    ...securityEventsQuery(scope, filter),
    ...(first === null || isFiltered ? {} : { initialData: { pages: [first], pageParams: [''] } }),
  })
  const events = query.data?.pages.flatMap((page) => page.events) ?? []
  const more = () => {
    query.fetchNextPage().catch(() => {}) // the next render shows the outcome
  }
  return (
    <PageFrame crumbs={[{ label: 'Security events' }]}>
      <PageHeader
        title="Security events"
        answer={query.data === undefined ? undefined : eventsSentence(events)}
        actions={
          query.data === undefined ? undefined : (
            <ExportButtons
              path="/api/v1/security/events/export"
              scope={scope}
              filter={wantedOf(filter)}
              name="security-events"
            />
          )
        }
      />
      <TableNotices notices={table.notices} />
      <TableTools table={table}>
        <ViewMenu scope={scope} screen="security" />
      </TableTools>
      <Panel
        title="Events"
        count={`${events.length}${query.hasNextPage ? '+' : ''}`}
        meta="Repeated refusals of an hour are one event; kept for 400 days"
        isFlush
      >
        <FilterRow filter={filter} onChange={setFilter} />
        <QueryView query={query} what="The security events">
          {() => (
            <DataTable
              caption="Security events, newest first"
              columns={columns}
              layout={table.layout}
              isVirtual
              rows={events}
              rowKey={({ id }) => id}
              empty={
                <EmptyState title={isFiltered ? 'Nothing like this' : 'No event yet'}>
                  {isFiltered
                    ? 'No event of this scope matches the filters.'
                    : 'Sign-ins, refused attempts and bad credentials appear here as they happen.'}
                </EmptyState>
              }
            />
          )}
        </QueryView>
        {query.hasNextPage ? (
          <div className="border-t border-line p-2.5">
            <Button size="small" isBusy={query.isFetchingNextPage} onClick={more}>
              Show older events
            </Button>
          </div>
        ) : null}
      </Panel>
      <SecurityEventDrawer event={opened} onClose={() => setOpened(null)} />
    </PageFrame>
  )
}

interface FilterRowProps {
  readonly filter: SecurityFilter
  readonly onChange: (filter: SecurityFilter) => void
}

function FilterRow({ filter, onChange }: FilterRowProps) {
  return (
    <form
      className="grid gap-3 border-b border-line p-3 sm:grid-cols-3"
      onSubmit={(event) => {
        event.preventDefault()
        const address = new FormData(event.currentTarget).get('address')
        onChange({ ...filter, address: typeof address === 'string' ? address.trim() : '' })
      }}
    >
      <SelectField
        label="Kind"
        value={filter.kind}
        options={kindOptions()}
        onChange={(event) => onChange({ ...filter, kind: event.target.value })}
      />
      <SelectField
        label="Severity"
        value={filter.severity}
        options={SEVERITY_OPTIONS.map((each) => each)}
        onChange={(event) => onChange({ ...filter, severity: event.target.value })}
      />
      <TextField
        name="address"
        label="Address"
        help="Press Enter to search."
        autoComplete="off"
        spellCheck={false}
        maxLength={45}
      />
    </form>
  )
}
