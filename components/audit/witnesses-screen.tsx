'use client'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import { SavedReach } from '#components/access/reach-note.tsx'
import { PageFrame } from '#components/shell/page-frame.tsx'
import { QueryView } from '#components/shell/query-view.tsx'
import { StateBadge } from '#components/ui/badge.tsx'
import { Button } from '#components/ui/button.tsx'
import { DataTable, type Column } from '#components/ui/data-table.tsx'
import { ConfirmDialog } from '#components/ui/dialog.tsx'
import { Note } from '#components/ui/note.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { Panel } from '#components/ui/panel.tsx'
import { FullMoment } from '#components/ui/time.tsx'
import { EmptyState } from '#components/ui/view-state.tsx'
import type { ListAnchorsOutput } from '#lib/modules/audit/schemas.ts'
import { AddWitnessDialog } from './add-witness-dialog.tsx'
import { anchorsQuery } from './api/anchors-query.ts'
import { removeWitness } from './api/remove-witness.ts'
import { KIND_WORDS, witnessState } from './witness-words.ts'

type Witness = ListAnchorsOutput['witnesses'][number]
type Anchor = ListAnchorsOutput['anchors'][number]

const witnessColumns = (
  scope: string,
  onRemove: ((witness: Witness) => void) | null,
): readonly Column<Witness>[] => [
  {
    id: 'state',
    head: 'State',
    cell: (witness) => {
      const { state, words } = witnessState(witness)
      return <StateBadge state={state}>{words}</StateBadge>
    },
    phone: 'end',
  },
  {
    id: 'target',
    head: 'Witness',
    cell: ({ id, kind, target }) => (
      <>
        <span className="block wrap-anywhere">
          {KIND_WORDS[kind] ?? kind} <code className="font-mono text-small">{target}</code>
        </span>
        {kind === 'webhook' ? <SavedReach scope={scope} id={id} /> : null}
      </>
    ),
    phone: 'start',
    className: 'sm:w-1/3 sm:whitespace-normal',
  },
  {
    id: 'answer',
    head: 'Last answer',
    cell: ({ last }) => <span className="wrap-anywhere text-fg-2">{last?.answer ?? 'none'}</span>,
    phone: 'below',
    className: 'sm:w-1/3 sm:whitespace-normal',
  },
  {
    id: 'at',
    head: 'Last try',
    isFigure: true,
    cell: ({ last }) => (last?.at === null || last === null ? 'never' : <FullMoment at={last.at} />),
  },
  {
    id: 'act',
    head: <span className="sr-only">Actions</span>,
    isFigure: true,
    cell: (witness) =>
      onRemove === null || witness.isSet ? null : (
        <Button
          size="small"
          kind="danger"
          aria-label={`Remove ${witness.target}`}
          onClick={() => onRemove(witness)}
        >
          Remove
        </Button>
      ),
    phone: 'below-end',
  },
]

/** What the head of the column says at a desk. */
const OnPhone = ({ children }: { children: ReactNode }) => <span className="sm:hidden">{children}</span>

const ANCHOR_COLUMNS: readonly Column<Anchor>[] = [
  { id: 'at', head: 'When', cell: ({ at }) => <FullMoment at={at} />, phone: 'start' },
  {
    id: 'heads',
    head: 'Heads',
    isFigure: true,
    cell: ({ heads }) => (
      <>
        {heads}
        <OnPhone> {heads === 1 ? 'head' : 'heads'}</OnPhone>
      </>
    ),
    phone: 'end',
  },
  {
    id: 'got',
    head: 'Witnesses that have it',
    isFigure: true,
    cell: ({ delivered, deliveries }) => (
      <>
        {`${delivered} of ${deliveries}`}
        <OnPhone> witnesses have it</OnPhone>
      </>
    ),
    phone: 'below',
  },
]

/** Who outside keeps the heads of the audit chains, and whether they got the last ones. */
export function WitnessesScreen({ scope, mayChange }: { scope: string; mayChange: boolean }) {
  const query = useQuery(anchorsQuery(scope))
  const [isAdding, setIsAdding] = useState(false)
  const [removing, setRemoving] = useState<Witness | null>(null)
  return (
    <PageFrame crumbs={[{ label: 'Audit chain', href: '/audit' }, { label: 'Witnesses' }]}>
      <PageHeader
        title="Witnesses"
        answer="The signed heads of the audit chains are given to somebody outside, so that even who holds our database and our key cannot write a chain anew unseen."
        actions={
          mayChange ? (
            <Button kind="ink" icon="plus" onClick={() => setIsAdding(true)}>
              Add a witness
            </Button>
          ) : undefined
        }
      />
      <QueryView query={query} what="The witnesses">
        {({ hasOutsideWitness, witnesses, anchors }) => (
          <>
            {hasOutsideWitness ? null : (
              <Note state="degraded">
                No outside witness yet. A file on the disk of the installation is none: whoever rewrites the
                database rewrites the file. Add a mailbox or a webhook of somebody else, or set a bucket with
                object lock (S3_BUCKET).
              </Note>
            )}
            <Panel title="Who keeps the heads" count={witnesses.length} isFlush>
              <DataTable
                caption="Witnesses"
                columns={witnessColumns(scope, mayChange ? setRemoving : null)}
                rows={witnesses}
                rowKey={({ id }) => id}
                empty={
                  <EmptyState title="Nobody keeps the heads">
                    Anchors are made and stand below, in our own database alone.
                  </EmptyState>
                }
              />
            </Panel>
            <Panel title="Anchors" count={anchors.length} meta="Newest first" isFlush>
              <DataTable
                caption="Anchors, newest first"
                columns={ANCHOR_COLUMNS}
                rows={anchors}
                rowKey={({ id }) => id}
                empty={
                  <EmptyState title="No anchor yet">
                    The first one is made when the jobs process has run for a few minutes.
                  </EmptyState>
                }
              />
            </Panel>
          </>
        )}
      </QueryView>
      <AddWitnessDialog scope={scope} isOpen={isAdding} onClose={() => setIsAdding(false)} />
      <RemoveDialog scope={scope} witness={removing} onClose={() => setRemoving(null)} />
    </PageFrame>
  )
}

function RemoveDialog(props: { scope: string; witness: Witness | null; onClose: () => void }) {
  const { scope, witness, onClose } = props
  const { mutate, error, isPending, reset } = useMutation({ ...removeWitness(scope), onSuccess: onClose })
  const close = () => {
    reset()
    onClose()
  }
  return (
    <ConfirmDialog
      isOpen={witness !== null}
      onClose={close}
      title="Remove this witness?"
      confirmLabel="Remove"
      isDangerous
      isBusy={isPending}
      error={error?.message}
      onConfirm={() => {
        if (witness !== null) mutate({ witnessId: witness.id })
      }}
    >
      {witness?.target} gets nothing more. What it has already goes on to testify.
    </ConfirmDialog>
  )
}
