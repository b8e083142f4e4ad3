'use client'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import { SavedReach } from '#components/access/reach-note.tsx'
import { useText, type Text } from '#components/language/use-text.ts'
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
import { whyNoneCounts, witnessKind, witnessState } from './witness-words.ts'

type Witness = ListAnchorsOutput['witnesses'][number]
type Anchor = ListAnchorsOutput['anchors'][number]

const witnessColumns = (
  t: Text<'audit'>,
  scope: string,
  onRemove: ((witness: Witness) => void) | null,
): readonly Column<Witness>[] => [
  {
    id: 'state',
    head: t('witnesses.state'),
    cell: (witness) => {
      const { state, words } = witnessState(t, witness)
      return <StateBadge state={state}>{words}</StateBadge>
    },
    phone: 'end',
  },
  {
    id: 'target',
    head: t('witnesses.witness'),
    cell: ({ id, kind, target }) => (
      <>
        <span className="block wrap-anywhere">
          {witnessKind(t, kind)} <code className="font-mono text-small">{target}</code>
        </span>
        {kind === 'webhook' ? <SavedReach scope={scope} id={id} /> : null}
      </>
    ),
    phone: 'start',
    className: 'sm:w-1/3 sm:whitespace-normal',
  },
  {
    id: 'answer',
    head: t('witnesses.lastAnswer'),
    cell: ({ last }) => <span className="wrap-anywhere text-fg-2">{last?.answer ?? t('none')}</span>,
    phone: 'below',
    className: 'sm:w-1/3 sm:whitespace-normal',
  },
  {
    id: 'at',
    head: t('witnesses.lastTry'),
    isFigure: true,
    cell: ({ last }) => (last?.at === null || last === null ? t('never') : <FullMoment at={last.at} />),
  },
  {
    id: 'act',
    head: <span className="sr-only">{t('witnesses.actions')}</span>,
    isFigure: true,
    cell: (witness) =>
      onRemove === null || witness.isSet ? null : (
        <Button
          size="small"
          kind="danger"
          aria-label={t('witnesses.removeOne', { witness: witness.target })}
          onClick={() => onRemove(witness)}
        >
          {t('witnesses.remove')}
        </Button>
      ),
    phone: 'below-end',
  },
]

/** What the head of the column says at a desk. */
const OnPhone = ({ children }: { children: ReactNode }) => <span className="sm:hidden">{children}</span>

const anchorColumns = (t: Text<'audit'>): readonly Column<Anchor>[] => [
  { id: 'at', head: t('column.when'), cell: ({ at }) => <FullMoment at={at} />, phone: 'start' },
  {
    id: 'heads',
    head: t('anchors.heads'),
    isFigure: true,
    cell: ({ heads }) => (
      <>
        <span className="max-sm:hidden">{heads}</span>
        <OnPhone>{t('anchors.headCount', { count: heads })}</OnPhone>
      </>
    ),
    phone: 'end',
  },
  {
    id: 'got',
    head: t('anchors.got'),
    isFigure: true,
    cell: ({ delivered, deliveries }) => (
      <>
        <span className="max-sm:hidden">{t('anchors.gotBy', { delivered, deliveries })}</span>
        <OnPhone>{t('anchors.gotByWitnesses', { delivered, deliveries })}</OnPhone>
      </>
    ),
    phone: 'below',
  },
]

/** Who outside keeps the heads of the audit chains, and whether they got the last ones. */
export function WitnessesScreen({ scope, mayChange }: { scope: string; mayChange: boolean }) {
  const t = useText('audit')
  const query = useQuery(anchorsQuery(scope))
  const [isAdding, setIsAdding] = useState(false)
  const [removing, setRemoving] = useState<Witness | null>(null)
  return (
    <PageFrame crumbs={[{ label: t('title'), href: '/audit' }, { label: t('witnesses.title') }]}>
      <PageHeader
        title={t('witnesses.title')}
        answer={t('witnesses.answer')}
        actions={
          mayChange ? (
            <Button kind="ink" icon="plus" onClick={() => setIsAdding(true)}>
              {t('addWitness.title')}
            </Button>
          ) : undefined
        }
      />
      <QueryView query={query} what={t('witnesses.what')}>
        {({ hasOutsideWitness, witnesses, anchors }) => (
          <>
            {hasOutsideWitness ? null : (
              <Note state="degraded">
                {[t('witnesses.noneOutside'), ...whyNoneCounts(t, witnesses)].join(' ')}
              </Note>
            )}
            <Panel title={t('witnesses.list')} count={witnesses.length} isFlush>
              <DataTable
                caption={t('witnesses.title')}
                columns={witnessColumns(t, scope, mayChange ? setRemoving : null)}
                rows={witnesses}
                rowKey={({ id }) => id}
                empty={<EmptyState title={t('witnesses.empty')}>{t('witnesses.emptyText')}</EmptyState>}
              />
            </Panel>
            <Panel title={t('anchors.title')} count={anchors.length} meta={t('anchors.meta')} isFlush>
              <DataTable
                caption={t('anchors.caption')}
                columns={anchorColumns(t)}
                rows={anchors}
                rowKey={({ id }) => id}
                empty={<EmptyState title={t('anchors.empty')}>{t('anchors.emptyText')}</EmptyState>}
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
  const t = useText('audit')
  const { mutate, error, isPending, reset } = useMutation({ ...removeWitness(scope), onSuccess: onClose })
  const close = () => {
    reset()
    onClose()
  }
  return (
    <ConfirmDialog
      isOpen={witness !== null}
      onClose={close}
      title={t('witnesses.removeTitle')}
      confirmLabel={t('witnesses.remove')}
      isDangerous
      isBusy={isPending}
      error={error?.message}
      onConfirm={() => {
        if (witness !== null) mutate({ witnessId: witness.id })
      }}
    >
      {t('witnesses.removeText', { witness: witness?.target ?? '' })}
    </ConfirmDialog>
  )
}
