'use client'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { isOver } from '#components/access/key-words.ts'
import { LastUsed } from '#components/access/last-used.tsx'
import { put } from '#components/language/put.ts'
import { useText, type Text } from '#components/language/use-text.ts'
import { Button } from '#components/ui/button.tsx'
import { useNow } from '#components/ui/clock.tsx'
import { ShortList } from '#components/shell/short-list.tsx'
import type { Column } from '#components/ui/data-table.tsx'
import { ConfirmDialog } from '#components/ui/dialog.tsx'
import { StateText } from '#components/ui/state-glyph.tsx'
import { Moment } from '#components/ui/time.tsx'
import { EmptyState } from '#components/ui/view-state.tsx'
import type { ScimTokenView, ScimTokenWithCredential } from '#lib/modules/scim/schemas.ts'
import { revokeScimToken } from './api/revoke-scim-token.ts'
import { rotateScimToken } from './api/rotate-scim-token.ts'
import { tokenState } from './provisioning-words.ts'

interface Asked {
  readonly act: 'rotate' | 'revoke'
  readonly token: ScimTokenView
}

interface ColumnParts {
  /** Milliseconds since 1970. */
  readonly now: number
  readonly mayChange: boolean
  readonly ask: (asked: Asked) => void
}

function columnsOf(t: Text<'scim'>, { now, mayChange, ask }: ColumnParts): readonly Column<ScimTokenView>[] {
  return [
    {
      id: 'name',
      head: t('tokens.token'),
      cell: ({ name, hint }) => (
        <>
          <span className="block font-medium">{name}</span>
          <code className="block font-mono text-small text-fg-3">{hint}</code>
        </>
      ),
      compare: (a, b) => a.name.localeCompare(b.name),
      phone: 'start',
      className: 'sm:py-1.5',
    },
    {
      id: 'state',
      head: t('tokens.state'),
      cell: (token) => <TokenState token={token} now={now} />,
      phone: 'end',
    },
    {
      id: 'created',
      head: t('tokens.created'),
      isFigure: true,
      cell: ({ createdAt }) => <Moment at={createdAt} />,
      compare: (a, b) => a.createdAt.localeCompare(b.createdAt),
    },
    {
      id: 'ends',
      head: t('tokens.ends'),
      cell: ({ expiresAt }) =>
        expiresAt === null ? (
          <span className="text-fg-3">{t('tokens.noEnd')}</span>
        ) : (
          <Moment at={expiresAt} />
        ),
    },
    {
      id: 'used',
      head: t('tokens.used'),
      isFigure: true,
      cell: ({ lastUsedAt }) => <LastUsed at={lastUsedAt} />,
      phone: 'below',
    },
    {
      id: 'act',
      head: <span className="sr-only">{t('tokens.actions')}</span>,
      cell: (token) => (mayChange ? <Actions token={token} now={now} ask={ask} /> : null),
      phone: 'below-end',
    },
  ]
}

/** What a token does at this moment, and until when or why not. */
function TokenState({ token, now }: { token: ScimTokenView } & Pick<ColumnParts, 'now'>) {
  const t = useText('scim')
  const { state, words } = tokenState(t, token, now)
  const { previousUntil, makerUntil } = token
  const isOpen = token.revokedAt === null && !isOver(token, now)
  return (
    <span className="flex flex-col">
      <StateText state={state}>{words}</StateText>
      {previousUntil !== null && token.revokedAt === null ? (
        <span className="text-small text-fg-3">
          {t.rich('tokens.old', { until: put(<Moment at={previousUntil} />) })}
        </span>
      ) : null}
      {makerUntil !== null && isOpen ? (
        <span className="text-small text-fg-3">
          {t.rich('tokens.waits', { until: put(<Moment at={makerUntil} />) })}
        </span>
      ) : null}
    </span>
  )
}

function Actions({ token, now, ask }: { token: ScimTokenView } & Pick<ColumnParts, 'now' | 'ask'>) {
  const t = useText('scim')
  if (token.revokedAt !== null) return null
  return (
    <span className="flex justify-end gap-1.5">
      {isOver(token, now) ? null : (
        <Button
          size="small"
          aria-label={t('tokens.rotateOne', { name: token.name })}
          onClick={() => ask({ act: 'rotate', token })}
        >
          {t('tokens.rotate')}
        </Button>
      )}
      <Button
        size="small"
        kind="danger"
        aria-label={t('tokens.revokeOne', { name: token.name })}
        onClick={() => ask({ act: 'revoke', token })}
      >
        {t('tokens.revoke')}
      </Button>
    </span>
  )
}

/** Properties of `TokensTable`. */
export interface TokensTableProps {
  readonly scope: string
  readonly tokens: readonly ScimTokenView[]
  readonly mayChange: boolean
  readonly onMade: (made: ScimTokenWithCredential) => void
}

/** The SCIM tokens of a scope, with what can be done to each. */
export function TokensTable({ scope, tokens, mayChange, onMade }: TokensTableProps) {
  const t = useText('scim')
  const [asked, setAsked] = useState<Asked | null>(null)
  const now = useNow(10_000).getTime()
  const close = () => setAsked(null)
  return (
    <>
      <ShortList
        textOf={({ name, hint }) => `${name} ${hint}`}
        caption={t('tokens.caption')}
        columns={columnsOf(t, { now, mayChange, ask: setAsked })}
        rows={tokens}
        rowKey={({ id }) => id}
        empty={<EmptyState title={t('tokens.empty')}>{t('tokens.emptyText')}</EmptyState>}
      />
      <RotateDialog
        scope={scope}
        token={asked?.act === 'rotate' ? asked.token : null}
        onClose={close}
        onMade={onMade}
      />
      <RevokeDialog scope={scope} token={asked?.act === 'revoke' ? asked.token : null} onClose={close} />
    </>
  )
}

interface ActProps {
  readonly scope: string
  /** The token that is asked about; null keeps the dialog closed. */
  readonly token: ScimTokenView | null
  readonly onClose: () => void
}

function RotateDialog({
  scope,
  token,
  onClose,
  onMade,
}: ActProps & { readonly onMade: TokensTableProps['onMade'] }) {
  const t = useText('scim')
  const { mutate, isPending, error, reset } = useMutation({
    ...rotateScimToken(scope),
    onSuccess: (made) => {
      onMade(made)
      onClose()
    },
  })
  return (
    <ConfirmDialog
      isOpen={token !== null}
      onClose={() => {
        reset()
        onClose()
      }}
      title={t('tokens.rotateTitle', { name: token?.name ?? '' })}
      confirmLabel={t('tokens.rotateDo')}
      isBusy={isPending}
      error={error?.message}
      onConfirm={() => {
        if (token !== null) mutate({ scimTokenId: token.id })
      }}
    >
      {t((token?.makerUntil ?? null) === null ? 'tokens.rotateText' : 'tokens.rotateWaits')}
    </ConfirmDialog>
  )
}

function RevokeDialog({ scope, token, onClose }: ActProps) {
  const t = useText('scim')
  const { mutate, isPending, error, reset } = useMutation({ ...revokeScimToken(scope), onSuccess: onClose })
  return (
    <ConfirmDialog
      isOpen={token !== null}
      onClose={() => {
        reset()
        onClose()
      }}
      title={t('tokens.revokeTitle', { name: token?.name ?? '' })}
      confirmLabel={t('tokens.revokeDo')}
      isBusy={isPending}
      error={error?.message}
      onConfirm={() => {
        if (token !== null) mutate({ scimTokenId: token.id })
      }}
    >
      {t('tokens.revokeText')}
    </ConfirmDialog>
  )
}
