'use client'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState, type SubmitEvent } from 'react'
import { faultOf, remainingMessage } from '#components/shell/api-problem.ts'
import { QueryView } from '#components/shell/query-view.tsx'
import { useShell } from '#components/shell/shell-context.tsx'
import { Button } from '#components/ui/button.tsx'
import { DataTable, type Column } from '#components/ui/data-table.tsx'
import { ConfirmDialog, Dialog } from '#components/ui/dialog.tsx'
import { ErrorLine, TextField } from '#components/ui/field.tsx'
import { FormFoot } from '#components/ui/form-foot.tsx'
import { Panel } from '#components/ui/panel.tsx'
import { SelectField } from '#components/ui/select-field.tsx'
import { Moment } from '#components/ui/time.tsx'
import { EmptyState } from '#components/ui/view-state.tsx'
import type { OutgoingAllowView } from '#lib/modules/access/schemas.ts'
import { allowOutgoing } from './api/allow-outgoing.ts'
import { outgoingAllowQuery } from './api/outgoing-allow-query.ts'
import { removeOutgoingAllow } from './api/remove-outgoing-allow.ts'
import { outgoingUsesQuery } from './api/outgoing-uses-query.ts'
import { scopeWords } from './scope-words.ts'
import { textOf } from './text-of.ts'
import { removalWords, usedByWords, usersOf } from './used-by.ts'

const ALL = 'all'

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
  const { scopes } = useShell()
  const query = useQuery(outgoingAllowQuery(scope))
  const { data: used } = useQuery(outgoingUsesQuery(scope))
  const users = used === undefined ? undefined : (entry: OutgoingAllowView) => usersOf(used.uses, entry.id)
  const [isAdding, setIsAdding] = useState(false)
  const [removing, setRemoving] = useState<OutgoingAllowView | null>(null)
  const whose = ({ platformId }: OutgoingAllowView): string =>
    platformId === null ? 'all platforms' : scopeWords(scopes, `platform:${platformId}`)
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
      <AllowDialog scope={scope} isOpen={isAdding} onClose={() => setIsAdding(false)} />
      <RemoveDialog
        scope={scope}
        entry={removing}
        users={removing === null ? undefined : users?.(removing)}
        onClose={() => setRemoving(null)}
      />
    </Panel>
  )
}

interface AllowDialogProps {
  readonly scope: string
  readonly isOpen: boolean
  readonly onClose: () => void
}

function AllowDialog({ scope, isOpen, onClose }: AllowDialogProps) {
  const { scopes } = useShell()
  const { mutate, error, isPending, reset } = useMutation({ ...allowOutgoing(scope), onSuccess: onClose })
  const close = () => {
    reset()
    onClose()
  }
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    if (isPending) return
    const form = new FormData(event.currentTarget)
    const platform = textOf(form, 'platform')
    mutate({
      cidr: textOf(form, 'cidr') ?? '',
      port: Number(textOf(form, 'port') ?? 'NaN'),
      reason: textOf(form, 'reason') ?? '',
      platformId: platform === ALL ? undefined : platform,
    })
  }
  return (
    <Dialog isOpen={isOpen} onClose={close} title="Allow a private address">
      <form onSubmit={submit} className="flex flex-col gap-4">
        <p className="text-fg-2">
          Whoever may add scrapes and webhooks can then reach it. It needs your second factor.
        </p>
        <div className="grid grid-cols-[minmax(0,2fr)_minmax(0,1fr)] items-start gap-3">
          <TextField
            name="cidr"
            label="Range"
            className="font-mono"
            required
            autoComplete="off"
            spellCheck={false}
            data-autofocus
            help="E.g. 10.1.0.0/16, or 10.1.2.3/32 for one host."
            error={faultOf(error, 'cidr')}
          />
          <TextField
            name="port"
            label="Port"
            inputMode="numeric"
            pattern="[0-9]+"
            required
            autoComplete="off"
            help="E.g. 9100."
            error={faultOf(error, 'port')}
          />
        </div>
        <SelectField
          name="platform"
          label="For"
          defaultValue={ALL}
          options={[
            { value: ALL, label: 'All platforms' },
            ...scopes
              .filter(({ kind }) => kind === 'platform')
              .map(({ param, name }) => ({ value: param.replace('platform:', ''), label: name })),
          ]}
          error={faultOf(error, 'platformId')}
        />
        <TextField
          name="reason"
          label="Why"
          required
          maxLength={300}
          autoComplete="off"
          help="It stands in the audit chain."
          error={faultOf(error, 'reason')}
        />
        <ErrorLine>{remainingMessage(error, ['cidr', 'port', 'reason', 'platformId'])}</ErrorLine>
        <FormFoot isBusy={isPending} onCancel={close}>
          Allow address
        </FormFoot>
      </form>
    </Dialog>
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
