'use client'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useText, type Text } from '#components/language/use-text.ts'
import { QueryView } from '#components/shell/query-view.tsx'
import { Button } from '#components/ui/button.tsx'
import { DataTable, type Column } from '#components/ui/data-table.tsx'
import { ConfirmDialog } from '#components/ui/dialog.tsx'
import { Panel } from '#components/ui/panel.tsx'
import { Moment } from '#components/ui/time.tsx'
import { EmptyState } from '#components/ui/view-state.tsx'
import type { ListedOutgoingAllow } from '#lib/modules/access/schemas.ts'
import { AllowAddressDialog } from './allow-address-dialog.tsx'
import { outgoingAllowQuery } from './api/outgoing-allow-query.ts'
import { removeOutgoingAllow } from './api/remove-outgoing-allow.ts'
import { outgoingUsesQuery } from './api/outgoing-uses-query.ts'
import { useScopeWords } from './use-scope-words.ts'
import { closedWords, removalWords, usedByWords, usersOf } from './used-by.ts'

/** What links from elsewhere lead to. */
const ANCHOR = 'allowed-addresses'

function columnsOf(
  t: Text<'sources'>,
  whose: (entry: ListedOutgoingAllow) => string,
  /** Undefined until it is known. */
  users: ((entry: ListedOutgoingAllow) => readonly string[]) | undefined,
  onRemove: ((entry: ListedOutgoingAllow) => void) | null,
): readonly Column<ListedOutgoingAllow>[] {
  const columns: readonly Column<ListedOutgoingAllow>[] = [
    {
      id: 'range',
      head: t('allow.range'),
      cell: ({ cidr, port, closed }) => (
        <>
          <code className="font-mono text-small">{t('allow.line', { range: cidr, port: `${port}` })}</code>
          {closed === null ? null : (
            <span className="block py-1 text-small whitespace-normal text-degraded sm:min-w-72">
              {closedWords(t, closed)}
            </span>
          )}
        </>
      ),
      phone: 'start',
    },
    { id: 'for', head: t('allow.for'), cell: whose, phone: 'below' },
    {
      id: 'reason',
      head: t('allow.why'),
      cell: ({ reason }) => <span className="text-fg-2">{reason}</span>,
      phone: 'foot',
      className: 'sm:w-1/2 sm:whitespace-normal',
    },
    {
      id: 'use',
      head: t('allow.used'),
      cell: (entry) => {
        const found = users?.(entry)
        return found === undefined ? null : <span title={found.join(', ')}>{usedByWords(t, found)}</span>
      },
      phone: 'below-end',
    },
    {
      id: 'by',
      head: t('allow.by'),
      cell: ({ createdBy }) => <span className="text-fg-2">{createdBy ?? t('allow.console')}</span>,
    },
    { id: 'at', head: t('allow.since'), isFigure: true, cell: ({ createdAt }) => <Moment at={createdAt} /> },
  ]
  if (onRemove === null) return columns
  return [
    ...columns,
    {
      id: 'act',
      head: <span className="sr-only">{t('allow.actions')}</span>,
      isFigure: true,
      cell: (entry) => (
        <Button
          size="small"
          kind="danger"
          aria-label={t('allow.removeOne', { range: entry.cidr, port: `${entry.port}` })}
          onClick={() => onRemove(entry)}
        >
          {t('allow.remove')}
        </Button>
      ),
      phone: 'end',
    },
  ]
}

/** The private addresses that scrapes and webhooks may reach; everything else that is private is refused. */
export function OutgoingAllowPanel({ scope, mayChange }: { scope: string; mayChange: boolean }) {
  const t = useText('sources')
  const whereOf = useScopeWords()
  const query = useQuery(outgoingAllowQuery(scope))
  const { data: used } = useQuery(outgoingUsesQuery(scope))
  const users =
    used === undefined ? undefined : (entry: ListedOutgoingAllow) => usersOf(t, used.uses, entry.id)
  const [isAdding, setIsAdding] = useState(false)
  const [removing, setRemoving] = useState<ListedOutgoingAllow | null>(null)
  const whose = ({ platformId }: ListedOutgoingAllow): string =>
    platformId === null ? t('allow.allPlatforms') : whereOf(`platform:${platformId}`)
  return (
    <Panel
      title={t('allow.title')}
      anchor={ANCHOR}
      count={query.data?.entries.length ?? ''}
      meta={
        mayChange ? (
          <Button size="small" icon="plus" onClick={() => setIsAdding(true)}>
            {t('allow.add')}
          </Button>
        ) : (
          t('allow.kept')
        )
      }
      isFlush
    >
      <QueryView query={query} what={t('allow.what')}>
        {({ entries }) => (
          <DataTable
            caption={t('allow.title')}
            columns={columnsOf(t, whose, users, mayChange ? setRemoving : null)}
            rows={entries}
            rowKey={(entry) => entry.id}
            empty={<EmptyState title={t('allow.empty')}>{t('allow.emptyText')}</EmptyState>}
          />
        )}
      </QueryView>
      <AllowAddressDialog scope={scope} isOpen={isAdding} onClose={() => setIsAdding(false)} />
      <RemoveDialog
        scope={scope}
        entry={removing}
        users={removing === null ? undefined : users?.(removing)}
        onClose={() => setRemoving(null)}
      />
    </Panel>
  )
}

interface RemoveDialogProps {
  readonly scope: string
  readonly entry: ListedOutgoingAllow | null
  /** What uses it; undefined until it is known. */
  readonly users: readonly string[] | undefined
  readonly onClose: () => void
}

function RemoveDialog({ scope, entry, users, onClose }: RemoveDialogProps) {
  const t = useText('sources')
  const { mutate, error, isPending, reset } = useMutation({
    ...removeOutgoingAllow(scope),
    onSuccess: onClose,
  })
  return (
    <ConfirmDialog
      isOpen={entry !== null}
      onClose={() => {
        reset()
        onClose()
      }}
      title={t('allow.removeTitle', { range: entry?.cidr ?? '', port: `${entry?.port ?? ''}` })}
      confirmLabel={t('allow.removeDo')}
      isBusy={isPending}
      error={error?.message}
      onConfirm={() => {
        if (entry !== null) mutate({ entryId: entry.id })
      }}
    >
      {users === undefined ? t('allow.removeText') : removalWords(t, users)}
    </ConfirmDialog>
  )
}
