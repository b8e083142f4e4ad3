'use client'
import { Button } from '#components/ui/button.tsx'
import type { Column } from '#components/ui/data-table.tsx'
import { StateText } from '#components/ui/state-glyph.tsx'
import { Age, Moment } from '#components/ui/time.tsx'
import type { ApiKeyView } from '#lib/modules/access/schemas.ts'
import { keyStanding } from '#lib/modules/access/domain/key-standing.ts'
import { permissionWords } from './key-words.ts'
import { OldCredential } from './old-credential.tsx'

const STATES = {
  active: { state: 'healthy', words: 'Active' },
  ending: { state: 'degraded', words: 'Ends soon' },
  expired: { state: 'stale', words: 'Expired' },
  revoked: { state: 'maintenance', words: 'Revoked' },
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
export function apiKeyColumns(parts: KeyColumnParts): readonly Column<ApiKeyView>[] {
  const { now, whose, onRevoke, onEndOld } = parts
  const old = (key: ApiKeyView) =>
    key.old === null ? null : (
      <OldCredential old={key.old} name={key.name} onEnd={onRevoke === null ? null : () => onEndOld(key)} />
    )
  return [
    {
      id: 'name',
      head: 'Key',
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
      head: 'State',
      cell: (key) => {
        const { state, words } = STATES[keyStanding(key, now)]
        return <StateText state={state}>{words}</StateText>
      },
      phone: 'end',
    },
    {
      id: 'may',
      head: 'May',
      cell: ({ permissions }) => (
        <span title={permissions.join(', ')} className="text-fg-2">
          {permissionWords(permissions)}
        </span>
      ),
      phone: 'below',
      className: 'sm:whitespace-normal',
    },
    { id: 'in', head: 'In', cell: (key) => <span className="text-fg-2">{whose(key)}</span> },
    {
      id: 'by',
      head: 'Made by',
      cell: ({ createdBy }) => <span className="text-fg-2">{createdBy ?? 'the console'}</span>,
    },
    {
      id: 'until',
      head: 'Until',
      cell: ({ expiresAt }) =>
        expiresAt === null ? <span className="text-fg-3">no end</span> : <Moment at={expiresAt} />,
    },
    {
      id: 'used',
      head: 'Last used',
      isFigure: true,
      cell: ({ lastUsedAt, lastUsedAddress }) =>
        lastUsedAt === null ? (
          <span className="text-fg-3">never</span>
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
      head: <span className="sr-only">Actions</span>,
      name: 'Actions',
      isFigure: true,
      cell: (key) => <KeyActions apiKey={key} parts={parts} />,
      phone: 'below-end',
    },
    { id: 'old', head: 'Old credential', cell: old, phone: 'foot', only: 'phone' },
  ]
}

function KeyActions({ apiKey, parts }: { apiKey: ApiKeyView; parts: KeyColumnParts }) {
  const { now, onRevoke, onRotate } = parts
  const state = keyStanding(apiKey, now)
  if (state === 'revoked') return null
  return (
    <span className="flex justify-end gap-1.5">
      {apiKey.isOwn && state !== 'expired' ? (
        <Button size="small" aria-label={`Rotate the key ${apiKey.name}`} onClick={() => onRotate(apiKey)}>
          Rotate
        </Button>
      ) : null}
      {onRevoke === null ? null : (
        <Button
          size="small"
          kind="danger"
          aria-label={`Revoke the key ${apiKey.name}`}
          onClick={() => onRevoke(apiKey)}
        >
          Revoke
        </Button>
      )}
    </span>
  )
}
