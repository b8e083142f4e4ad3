'use client'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useText, type Text } from '#components/language/use-text.ts'
import { pageReader } from '#components/shell/bulk/page-reader.ts'
import { useBulk } from '#components/shell/bulk/use-bulk.tsx'
import { ListTable, type ListAddress } from '#components/shell/list-table.tsx'
import { Button } from '#components/ui/button.tsx'
import { useNow } from '#components/ui/clock.tsx'
import { CodeBlock } from '#components/ui/code-block.tsx'
import type { Column } from '#components/ui/data-table.tsx'
import { ConfirmDialog } from '#components/ui/dialog.tsx'
import { ErrorLine } from '#components/ui/field.tsx'
import { StateText } from '#components/ui/state-glyph.tsx'
import { Moment } from '#components/ui/time.tsx'
import { EmptyState } from '#components/ui/view-state.tsx'
import type { SourceSort } from '#lib/modules/access/domain/source-order.ts'
import type { ListSourcesOutput, SourceView, SourceWithCredential } from '#lib/modules/access/schemas.ts'
import { endOldSource } from './api/end-old-source.ts'
import { revokeSource } from './api/revoke-source.ts'
import { rotateSource } from './api/rotate-source.ts'
import { connectSnippets } from './connect-snippets.ts'
import { isOver } from './key-words.ts'
import { LastUsed } from './last-used.tsx'
import { OldCredential } from './old-credential.tsx'
import { RotateDialog } from './rotate-dialog.tsx'
import { sourceActs } from './source-acts.ts'
import { sourceState } from './source-state.ts'
import type { SourceRights } from './source-rights.ts'
import { useScopeWords } from './use-scope-words.ts'

interface Asked {
  readonly act: 'rotate' | 'revoke'
  readonly source: SourceView
}

interface ColumnParts {
  readonly now: number
  readonly may: SourceRights
  readonly whose: (source: SourceView) => string
  readonly ask: (asked: Asked) => void
  readonly onEndOld: (source: SourceView) => void
}

function columnsOf(
  t: Text<'sources'>,
  { now, may, whose, ask, onEndOld }: ColumnParts,
): readonly Column<SourceView>[] {
  const old = (source: SourceView) =>
    source.old === null ? null : (
      <OldCredential old={source.old} name={source.name} onEnd={may.rotate ? () => onEndOld(source) : null} />
    )
  return [
    {
      id: 'name',
      head: t('column.source'),
      cell: (source) => (
        <>
          <span className="font-medium">{source.name}</span>
          <span className="max-sm:hidden">{old(source)}</span>
        </>
      ),
      phone: 'start',
      className: 'sm:py-1.5 sm:whitespace-normal sm:min-w-60',
    },
    {
      id: 'state',
      head: t('column.state'),
      cell: (source) => {
        const { state, words } = sourceState(t, source, now)
        return <StateText state={state}>{words}</StateText>
      },
      phone: 'end',
    },
    {
      id: 'owner',
      head: t('column.owner'),
      cell: (source) => <span className="text-fg-2">{whose(source)}</span>,
    },
    {
      id: 'hint',
      head: t('column.credential'),
      cell: (source) => <code className="font-mono text-small text-fg-2">{source.hint}</code>,
    },
    {
      id: 'plan',
      head: t('column.plan'),
      cell: (source) => <span className="text-fg-2">{source.plan}</span>,
    },
    {
      id: 'ends',
      head: t('column.ends'),
      cell: ({ expiresAt }) =>
        expiresAt === null ? <span className="text-fg-3">{t('noEnd')}</span> : <Moment at={expiresAt} />,
    },
    {
      id: 'used',
      head: t('column.used'),
      isFigure: true,
      cell: (source) => <LastUsed at={source.lastUsedAt} address={source.lastUsedAddress} />,
      phone: 'below',
    },
    {
      id: 'act',
      head: <span className="sr-only">{t('column.actions')}</span>,
      name: t('column.actions'),
      cell: (source) => <Actions source={source} may={may} ask={ask} />,
      phone: 'below-end',
    },
    { id: 'old', head: t('column.old'), cell: old, phone: 'foot', only: 'phone' },
  ]
}

function Actions({ source, may, ask }: { source: SourceView } & Pick<ColumnParts, 'may' | 'ask'>) {
  const t = useText('sources')
  const now = useNow(10_000).getTime()
  if (source.revokedAt !== null) return null
  return (
    <span className="flex justify-end gap-1.5">
      {may.rotate && !isOver(source, now) ? (
        <Button
          size="small"
          aria-label={t('rotateOne', { name: source.name })}
          onClick={() => ask({ act: 'rotate', source })}
        >
          {t('rotate')}
        </Button>
      ) : null}
      {may.revoke ? (
        <Button
          size="small"
          kind="danger"
          aria-label={t('revokeOne', { name: source.name })}
          onClick={() => ask({ act: 'revoke', source })}
        >
          {t('revoke')}
        </Button>
      ) : null}
    </span>
  )
}

/** Properties of `SourcesTable`. */
export interface SourcesTableProps {
  readonly scope: string
  readonly address: ListAddress<SourceSort>
  readonly page: ListSourcesOutput
  readonly engineUrl: string
  readonly may: SourceRights
  /** Called with the new credential of a source that was rotated. */
  readonly onMade: (made: SourceWithCredential) => void
}

/** The sources of a scope with what can be done to each. */
export function SourcesTable({ scope, address, page, engineUrl, may, onMade }: SourcesTableProps) {
  const t = useText('sources')
  const whereOf = useScopeWords(page.sources.map((source) => source.scope))
  const [asked, setAsked] = useState<Asked | null>(null)
  const now = useNow(10_000).getTime()
  const endOld = useMutation(endOldSource(scope))
  const columns = columnsOf(t, {
    now,
    may,
    whose: (source) => whereOf(source.scope),
    ask: setAsked,
    onEndOld: ({ id }) => endOld.mutate({ sourceId: id }),
  })
  const bulk = useBulk<SourceView>({
    rows: page.sources,
    keyOf: ({ id }) => id,
    nameOf: ({ name }) => name,
    total: page.total,
    readPage: pageReader('/api/v1/sources', { scope, ...address }, (read: ListSourcesOutput) => read.sources),
    acts: sourceActs(t, scope, may),
  })
  return (
    <>
      <ListTable
        scope={scope}
        screen="sources"
        address={address}
        caption={t('title')}
        columns={columns}
        rows={page.sources}
        next={page.next}
        total={page.total}
        rowKey={(source) => source.id}
        {...bulk.choice}
        empty={<NoSource engineUrl={engineUrl} isOperator={scope === 'operator'} />}
      />
      {bulk.dialog}
      <ErrorLine>{endOld.error?.message}</ErrorLine>
      <RotateSource
        scope={scope}
        source={asked?.act === 'rotate' ? asked.source : null}
        onClose={() => setAsked(null)}
        onMade={onMade}
      />
      <RevokeDialog
        scope={scope}
        source={asked?.act === 'revoke' ? asked.source : null}
        onClose={() => setAsked(null)}
      />
    </>
  )
}

function NoSource({ engineUrl, isOperator }: { engineUrl: string; isOperator: boolean }) {
  const t = useText('sources')
  return (
    <div className="flex flex-col gap-3">
      <EmptyState title={t('empty.title')}>{t(isOperator ? 'empty.operator' : 'empty.here')}</EmptyState>
      {connectSnippets(engineUrl, null).map((snippet) => (
        <CodeBlock key={snippet.caption} {...snippet} />
      ))}
    </div>
  )
}

interface ActProps {
  readonly scope: string
  /** The source that is asked about; null keeps the dialog closed. */
  readonly source: SourceView | null
  readonly onClose: () => void
}

function RotateSource({
  scope,
  source,
  onClose,
  onMade,
}: ActProps & { onMade: SourcesTableProps['onMade'] }) {
  const { mutate, isPending, error, reset } = useMutation({
    ...rotateSource(scope),
    onSuccess: (made) => {
      onMade(made)
      onClose()
    },
  })
  return (
    <RotateDialog
      name={source?.name ?? null}
      kind="source"
      isBusy={isPending}
      error={error?.message}
      onClose={() => {
        reset()
        onClose()
      }}
      onRotate={(overlapSeconds) => {
        if (source !== null) mutate({ sourceId: source.id, overlapSeconds })
      }}
    />
  )
}

function RevokeDialog({ scope, source, onClose }: ActProps) {
  const t = useText('sources')
  const { mutate, isPending, error, reset } = useMutation({ ...revokeSource(scope), onSuccess: onClose })
  return (
    <ConfirmDialog
      isOpen={source !== null}
      onClose={() => {
        reset()
        onClose()
      }}
      title={t('revokeTitle', { name: source?.name ?? '' })}
      confirmLabel={t('revokeDo')}
      isBusy={isPending}
      error={error?.message}
      onConfirm={() => {
        if (source !== null) mutate({ sourceId: source.id })
      }}
    >
      {t('revokeText')}
    </ConfirmDialog>
  )
}
