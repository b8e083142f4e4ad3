'use client'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useRouter, useSearchParams } from 'next/navigation'
import { useMemo } from 'react'
import { useText, type Text } from '#components/language/use-text.ts'
import { PageFrame } from '#components/shell/page-frame.tsx'
import { ExportButtons } from '#components/shell/export-buttons.tsx'
import { QueryView } from '#components/shell/query-view.tsx'
import { keepLook } from '#components/shell/table-address.ts'
import { useOpened } from '#components/shell/use-opened.ts'
import { useSearchText } from '#components/shell/use-search-text.ts'
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
import { useFormat, type Format } from '#components/ui/use-format.ts'
import { EmptyState } from '#components/ui/view-state.tsx'
import type { ListSecurityEventsOutput, SecurityEventView } from '#lib/modules/security/schemas.ts'
import { securityEventsQuery } from './api/security-events-query.ts'
import { SecurityEventDrawer } from './security-event-drawer.tsx'
import { chosenOf, securityHref, type SecurityFilter } from './security-filter.ts'
import {
  detailWords,
  eventsSentence,
  kindOptions,
  kindWords,
  severityOptions,
  whoWords,
} from './security-words.ts'

const STATES = { info: 'healthy', warning: 'degraded', critical: 'down' } as const

const columnsOf = (
  t: Text<'security'>,
  format: Format,
  onOpen: (event: SecurityEventView) => void,
): readonly Column<SecurityEventView>[] => [
  {
    id: 'kind',
    head: t('column.what'),
    cell: (event) => (
      <button type="button" aria-haspopup="dialog" onClick={() => onOpen(event)} className="opens">
        <StateText state={STATES[event.severity]}>{kindWords(t, event.kind)}</StateText>
      </button>
    ),
    phone: 'start',
  },
  {
    id: 'count',
    head: t('column.times'),
    isFigure: true,
    cell: ({ count }) => format.quantity(count, 'count'),
  },
  {
    id: 'who',
    head: t('column.member'),
    cell: (event) => event.memberName ?? <span className="text-fg-3">{whoWords(t, event)}</span>,
    phone: 'end',
  },
  {
    id: 'from',
    head: t('column.from'),
    cell: ({ addresses, userAgent }) => (
      <span className="font-mono text-small text-fg-2" title={userAgent ?? undefined}>
        {addresses.length > 1
          ? t('more', { address: addresses[0] ?? '', count: addresses.length - 1 })
          : (addresses[0] ?? t('here'))}
      </span>
    ),
    phone: 'below',
  },
  {
    id: 'details',
    head: t('column.details'),
    cell: (event) => <span className="wrap-anywhere text-fg-2">{detailWords(event)}</span>,
    className: 'sm:w-1/3 sm:whitespace-normal',
    phone: 'foot',
  },
  {
    id: 'at',
    head: t('column.last'),
    isFigure: true,
    cell: ({ lastAt }) => <FullMoment at={lastAt} />,
    phone: 'below-end',
  },
]

/** Properties of `SecurityScreen`. */
export interface SecurityScreenProps {
  readonly scope: string
  readonly filter: SecurityFilter
  /** What of the address could not be understood. */
  readonly faults: readonly (keyof SecurityFilter)[]
  /** The newest events that the filter leaves when the server made the page; null where the reader's role does not reach. */
  readonly first: ListSecurityEventsOutput | null
}

/** What was tried at the doors, newest first. */
export function SecurityScreen({ scope, filter, faults, first }: SecurityScreenProps) {
  const t = useText('security')
  const format = useFormat()
  const router = useRouter()
  const search = useSearchParams()
  const [opened, open] = useOpened('event')
  const chosen = chosenOf(filter)
  const isFiltered = Object.keys(chosen).length > 0
  const setFilter = (next: SecurityFilter) => {
    const href = keepLook(securityHref(next, scope), new URLSearchParams(search))
    router.push(href, { scroll: false })
  }
  const columns = useMemo(() => columnsOf(t, format, ({ id }) => open(id)), [t, format, open])
  const table = useTableAddress(columns, true)
  const query = useInfiniteQuery({
    ...securityEventsQuery(scope, filter),
    ...(first === null ? {} : { initialData: { pages: [first], pageParams: [''] } }),
  })
  const events = query.data?.pages.flatMap((page) => page.events) ?? []
  const more = () => {
    query.fetchNextPage().catch(() => {}) // the next render shows the outcome
  }
  return (
    <PageFrame crumbs={[{ label: t('title') }]}>
      <PageHeader
        title={t('title')}
        answer={query.data === undefined ? undefined : eventsSentence(t, events)}
        actions={
          query.data === undefined ? undefined : (
            <ExportButtons
              path="/api/v1/security/events/export"
              scope={scope}
              filter={chosen}
              name="security-events"
            />
          )
        }
      />
      <TableNotices notices={[...faults.map((name) => t(`notice.${name}`)), ...table.notices]} />
      <TableTools table={table}>
        <ViewMenu scope={scope} screen="security" />
      </TableTools>
      <Panel
        title={t('list.title')}
        count={`${events.length}${query.hasNextPage ? '+' : ''}`}
        meta={t('list.meta')}
        isFlush
      >
        <FilterRow filter={filter} onChange={setFilter} />
        <QueryView query={query} what={t('list.what')}>
          {() => (
            <DataTable
              caption={t('list.caption')}
              columns={columns}
              layout={table.layout}
              isVirtual
              rows={events}
              rowKey={({ id }) => id}
              empty={
                <EmptyState title={t(isFiltered ? 'empty.filtered' : 'empty.title')}>
                  {t(isFiltered ? 'empty.filteredText' : 'empty.text')}
                </EmptyState>
              }
            />
          )}
        </QueryView>
        {query.hasNextPage ? (
          <div className="border-t border-line p-2.5">
            <Button size="small" isBusy={query.isFetchingNextPage} onClick={more}>
              {t('list.older')}
            </Button>
          </div>
        ) : null}
      </Panel>
      <SecurityEventDrawer opened={opened} events={events} onClose={() => open(null)} />
    </PageFrame>
  )
}

interface FilterRowProps {
  readonly filter: SecurityFilter
  readonly onChange: (filter: SecurityFilter) => void
}

function FilterRow({ filter, onChange }: FilterRowProps) {
  const t = useText('security')
  const { typed, type, search } = useSearchText(filter.address, (address) => onChange({ ...filter, address }))
  return (
    <form
      className="grid gap-3 border-b border-line p-3 sm:grid-cols-3"
      onSubmit={(event) => {
        event.preventDefault()
        search()
      }}
    >
      <SelectField
        label={t('filter.kind')}
        value={filter.kind}
        options={kindOptions(t)}
        onChange={(event) => onChange({ ...filter, kind: event.target.value })}
      />
      <SelectField
        label={t('filter.severity')}
        value={filter.severity}
        options={severityOptions(t)}
        onChange={(event) => onChange({ ...filter, severity: event.target.value })}
      />
      <TextField
        name="address"
        label={t('filter.address')}
        value={typed}
        onChange={(event) => type(event.target.value)}
        help={t('filter.addressHelp')}
        autoComplete="off"
        spellCheck={false}
        maxLength={45}
      />
    </form>
  )
}
