'use client'
import { useText, type Text } from '#components/language/use-text.ts'
import { Button } from '#components/ui/button.tsx'
import type { Column } from '#components/ui/data-table.tsx'
import { StateText } from '#components/ui/state-glyph.tsx'
import { Age, Moment } from '#components/ui/time.tsx'
import type { ApiKeyView } from '#lib/modules/access/schemas.ts'
import { keyStanding } from '#lib/modules/access/domain/key-standing.ts'
import { permissionWords } from './key-words.ts'
import { OldCredential } from './old-credential.tsx'

const STATES = {
  active: 'healthy',
  ending: 'degraded',
  expired: 'stale',
  revoked: 'maintenance',
} as const

/** What the columns of the keys need to know, and what is done from them. */
export interface KeyColumnParts {
  readonly now: number
  readonly whose: (key: ApiKeyView) => string
  /** Null for readers who may not. */
  readonly onRevoke: ((key: ApiKeyView) => void) | null
  readonly onRotate: (key: ApiKeyView) => void
  readonly onEndOld: (key: ApiKeyView) => void
}

/** The columns of the table of API keys. */
export function apiKeyColumns(t: Text<'keys'>, parts: KeyColumnParts): readonly Column<ApiKeyView>[] {
  const { now, whose, onRevoke, onEndOld } = parts
  const old = (key: ApiKeyView) =>
    key.old === null ? null : (
      <OldCredential old={key.old} name={key.name} onEnd={onRevoke === null ? null : () => onEndOld(key)} />
    )
  return [
    {
      id: 'name',
      head: t('column.name'),
      cell: (key) => (
        <>
          <span className="font-medium">{key.name}</span>{' '}
          <code className="font-mono text-small font-normal text-fg-3">{key.hint}</code>
          <span className="max-sm:hidden">{old(key)}</span>
        </>
      ),
      phone: 'start',
      className: 'sm:py-1.5 sm:whitespace-normal sm:min-w-60',
    },
    {
      id: 'state',
      head: t('column.state'),
      cell: (key) => {
        const standing = keyStanding(key, now)
        return <StateText state={STATES[standing]}>{t(`state.${standing}`)}</StateText>
      },
      phone: 'end',
    },
    {
      id: 'may',
      head: t('column.may'),
      cell: ({ permissions }) => (
        <span title={permissions.join(', ')} className="text-fg-2">
          {permissionWords(t, permissions)}
        </span>
      ),
      phone: 'below',
      className: 'sm:whitespace-normal',
    },
    { id: 'in', head: t('column.in'), cell: (key) => <span className="text-fg-2">{whose(key)}</span> },
    {
      id: 'by',
      head: t('column.by'),
      cell: ({ createdBy }) => <span className="text-fg-2">{createdBy ?? t('console')}</span>,
    },
    {
      id: 'until',
      head: t('column.until'),
      cell: ({ expiresAt }) =>
        expiresAt === null ? <span className="text-fg-3">{t('noEnd')}</span> : <Moment at={expiresAt} />,
    },
    {
      id: 'used',
      head: t('column.used'),
      isFigure: true,
      cell: ({ lastUsedAt, lastUsedAddress }) =>
        lastUsedAt === null ? (
          <span className="text-fg-3">{t('never')}</span>
        ) : (
          <span className="flex flex-col items-end">
            <Age at={lastUsedAt} />
            {lastUsedAddress === null ? null : (
              <span className="font-mono text-small text-fg-3">{lastUsedAddress}</span>
            )}
          </span>
        ),
    },
    {
      id: 'act',
      head: <span className="sr-only">{t('column.actions')}</span>,
      name: t('column.actions'),
      isFigure: true,
      cell: (key) => <KeyActions apiKey={key} parts={parts} />,
      phone: 'below-end',
    },
    { id: 'old', head: t('column.old'), cell: old, phone: 'foot', only: 'phone' },
  ]
}

function KeyActions({ apiKey, parts }: { apiKey: ApiKeyView; parts: KeyColumnParts }) {
  const t = useText('keys')
  const { now, onRevoke, onRotate } = parts
  const state = keyStanding(apiKey, now)
  if (state === 'revoked') return null
  return (
    <span className="flex justify-end gap-1.5">
      {apiKey.isOwn && state !== 'expired' ? (
        <Button
          size="small"
          aria-label={t('rotateOne', { name: apiKey.name })}
          onClick={() => onRotate(apiKey)}
        >
          {t('rotate')}
        </Button>
      ) : null}
      {onRevoke === null ? null : (
        <Button
          size="small"
          kind="danger"
          aria-label={t('revokeOne', { name: apiKey.name })}
          onClick={() => onRevoke(apiKey)}
        >
          {t('revoke')}
        </Button>
      )}
    </span>
  )
}
