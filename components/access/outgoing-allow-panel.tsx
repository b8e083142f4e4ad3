'use client'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { QueryView } from '#components/shell/query-view.tsx'
import { Button } from '#components/ui/button.tsx'
import { DataTable, type Column } from '#components/ui/data-table.tsx'
import { ConfirmDialog } from '#components/ui/dialog.tsx'
import { Panel } from '#components/ui/panel.tsx'
import { Moment } from '#components/ui/time.tsx'
import { EmptyState } from '#components/ui/view-state.tsx'
import type { OutgoingAllowView } from '#lib/modules/access/schemas.ts'
import { AllowAddressDialog } from './allow-address-dialog.tsx'
import { outgoingAllowQuery } from './api/outgoing-allow-query.ts'
import { removeOutgoingAllow } from './api/remove-outgoing-allow.ts'
import { outgoingUsesQuery } from './api/outgoing-uses-query.ts'
import { useScopeWords } from './use-scope-words.ts'
import { removalWords, usedByWords, usersOf } from './used-by.ts'

function columnsOf(
  whose: (entry: OutgoingAllowView) => string,
  /** Undefined until it is known. */
  users: ((entry: OutgoingAllowView) => readonly string[]) | undefined,
  onRemove: ((entry: OutgoingAllowView) => void) | null,
): readonly Column<OutgoingAllowView>[] {
  const columns: readonly Column<OutgoingAllowView>[] = [
    {
      id: 'range',
      head: 'Range and port',
      cell: ({ cidr, port }) => (
        <code className="font-mono text-small">
          {cidr} port {port}
        </code>
      ),
      phone: 'start',
    },
    { id: 'for', head: 'For', cell: whose, phone: 'below' },
    {
      id: 'reason',
      head: 'Why',
      cell: ({ reason }) => <span className="text-fg-2">{reason}</span>,
      phone: 'foot',
      className: 'sm:w-1/2 sm:whitespace-normal',
    },
    {
      id: 'use',
      head: 'Used by',
      cell: (entry) => {
        const found = users?.(entry)
        return found === undefined ? null : <span title={found.join(', ')}>{usedByWords(found)}</span>
      },
      phone: 'below-end',
    },
    {
      id: 'by',
      head: 'Allowed by',
      cell: ({ createdBy }) => <span className="text-fg-2">{createdBy ?? 'the console'}</span>,
    },
    { id: 'at', head: 'Since', isFigure: true, cell: ({ createdAt }) => <Moment at={createdAt} /> },
  ]
  if (onRemove === null) return columns
  return [
    ...columns,
    {
      id: 'act',
      head: <span className="sr-only">Actions</span>,
      isFigure: true,
      cell: (entry) => (
        <Button
          size="small"
          kind="danger"
          aria-label={`Remove ${entry.cidr} port ${entry.port}`}
          onClick={() => onRemove(entry)}
        >
          Remove
        </Button>
      ),
      phone: 'end',
    },
  ]
}

/** The private addresses that scrapes and webhooks may reach; everything else that is private is refused. */
export function OutgoingAllowPanel({ scope, mayChange }: { scope: string; mayChange: boolean }) {
  const whereOf = useScopeWords()
  const query = useQuery(outgoingAllowQuery(scope))
  const { data: used } = useQuery(outgoingUsesQuery(scope))
  const users = used === undefined ? undefined : (entry: OutgoingAllowView) => usersOf(used.uses, entry.id)
  const [isAdding, setIsAdding] = useState(false)
  const [removing, setRemoving] = useState<OutgoingAllowView | null>(null)
  const whose = ({ platformId }: OutgoingAllowView): string =>
    platformId === null ? 'all platforms' : whereOf(`platform:${platformId}`)
  return (
    <Panel
      title="Allowed private addresses"
      anchor="allowed-addresses"
      count={query.data?.entries.length ?? ''}
      meta={
        mayChange ? (
          <Button size="small" icon="plus" onClick={() => setIsAdding(true)}>
            Allow an address
          </Button>
        ) : (
          'Kept by the operator'
        )
      }
      isFlush
    >
      <QueryView query={query} what="The allowed private addresses">
        {({ entries }) => (
          <DataTable
            caption="Allowed private addresses"
            columns={columnsOf(whose, users, mayChange ? setRemoving : null)}
            rows={entries}
            rowKey={(entry) => entry.id}
            empty={
              <EmptyState title="No private address is allowed">
                Scrapes and webhooks reach public addresses only, so that nobody can make Bailiwick call into
                your network. A range and port on this list may be called by what operator and platforms
                configure, never by what tenants type.
              </EmptyState>
            }
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
  readonly entry: OutgoingAllowView | null
  /** What uses it; undefined until it is known. */
  readonly users: readonly string[] | undefined
  readonly onClose: () => void
}

function RemoveDialog({ scope, entry, users, onClose }: RemoveDialogProps) {
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
      title={`Remove ${entry?.cidr ?? ''} port ${entry?.port ?? ''} from the list?`}
      confirmLabel="Remove the address"
      isBusy={isPending}
      error={error?.message}
      onConfirm={() => {
        if (entry !== null) mutate({ entryId: entry.id })
      }}
    >
      {users === undefined ? 'Scrapes and webhooks to it fail from the next try on.' : removalWords(users)}
    </ConfirmDialog>
  )
}
