'use client'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { QueryView } from '#components/shell/query-view.tsx'
import { useShell } from '#components/shell/shell-context.tsx'
import { Button } from '#components/ui/button.tsx'
import { useNow } from '#components/ui/clock.tsx'
import { DataTable, type Column } from '#components/ui/data-table.tsx'
import { ConfirmDialog } from '#components/ui/dialog.tsx'
import { Panel } from '#components/ui/panel.tsx'
import { StateText } from '#components/ui/state-glyph.tsx'
import { Age, Moment } from '#components/ui/time.tsx'
import { EmptyState } from '#components/ui/view-state.tsx'
import type { Permission } from '#lib/core/permissions.ts'
import type { ApiKeyView, CreateApiKeyOutput, ListApiKeysOutput } from '#lib/modules/access/schemas.ts'
import { apiKeysQuery } from './api/api-keys-query.ts'
import { revokeApiKey } from './api/revoke-api-key.ts'
import { CreateKeyDialog } from './create-key-dialog.tsx'
import { keyState, permissionWords } from './key-words.ts'
import type { MemberRights } from './member-rights.ts'
import { scopeWords } from './scope-words.ts'
import { SecretPanel } from './secret-panel.tsx'

const STATES = {
  active: { state: 'healthy', words: 'Active' },
  expired: { state: 'stale', words: 'Expired' },
  revoked: { state: 'maintenance', words: 'Revoked' },
} as const

interface ColumnParts {
  readonly now: number
  readonly whose: (key: ApiKeyView) => string
  readonly onRevoke: ((key: ApiKeyView) => void) | null
}

function columnsOf({ now, whose, onRevoke }: ColumnParts): readonly Column<ApiKeyView>[] {
  return [
    {
      id: 'name',
      head: 'Key',
      cell: ({ name, hint }) => (
        <>
          <span className="font-medium">{name}</span>{' '}
          <code className="font-mono text-small font-normal text-fg-3">{hint}</code>
        </>
      ),
      compare: (a, b) => a.name.localeCompare(b.name),
      phone: 'start',
    },
    {
      id: 'state',
      head: 'State',
      cell: (key) => {
        const { state, words } = STATES[keyState(key, now)]
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
      cell: ({ lastUsedAt }) =>
        lastUsedAt === null ? <span className="text-fg-3">never</span> : <Age at={lastUsedAt} />,
    },
    {
      id: 'act',
      head: <span className="sr-only">Actions</span>,
      isFigure: true,
      cell: (key) =>
        onRevoke === null || key.revokedAt !== null ? null : (
          <Button
            size="small"
            kind="danger"
            aria-label={`Revoke the key ${key.name}`}
            onClick={() => onRevoke(key)}
          >
            Revoke
          </Button>
        ),
      phone: 'below-end',
    },
  ]
}

/** Properties of `ApiKeysPanel`. */
export interface ApiKeysPanelProps {
  readonly scope: string
  readonly first: ListApiKeysOutput | null
  readonly may: MemberRights
  readonly permissions: readonly Permission[]
}

/** Keys with which programs call the API, each with a part of its maker's permissions. */
export function ApiKeysPanel({ scope, first, may, permissions }: ApiKeysPanelProps) {
  const { scopes } = useShell()
  const query = useQuery({ ...apiKeysQuery(scope), ...(first === null ? {} : { initialData: first }) })
  const now = useNow(60_000).getTime()
  const [isCreating, setIsCreating] = useState(false)
  const [made, setMade] = useState<CreateApiKeyOutput | null>(null)
  const [revoking, setRevoking] = useState<ApiKeyView | null>(null)
  const columns = columnsOf({
    now,
    whose: (key) => scopeWords(scopes, key.scope),
    onRevoke: may.revokeKey ? setRevoking : null,
  })
  return (
    <>
      {made === null ? null : (
        <SecretPanel
          title={`The key ${made.key.name}`}
          label="Credential"
          secret={made.credential}
          whenLost="When it is lost, revoke the key and create another."
          onClose={() => setMade(null)}
        >
          <p className="text-fg-2">
            Send it as <code className="font-mono">Authorization: Bearer …</code> to the routes that{' '}
            <code className="font-mono">/api/openapi.json</code> describes.
          </p>
        </SecretPanel>
      )}
      <Panel
        title="API keys"
        count={query.data?.keys.length ?? ''}
        meta={
          <Button
            size="small"
            icon="plus"
            disabledReason={may.createKey ? undefined : 'Your role does not include creating keys.'}
            onClick={() => setIsCreating(true)}
          >
            Create an API key
          </Button>
        }
        isFlush
      >
        <QueryView query={query} what="The API keys">
          {({ keys }) => (
            <DataTable
              caption="API keys"
              columns={columns}
              rows={keys.toSorted((a, b) => Number(a.revokedAt !== null) - Number(b.revokedAt !== null))}
              rowKey={(key) => key.id}
              empty={
                <EmptyState title="No API key">
                  A key lets a program call the API in this scope, with some of your permissions and never
                  more than you have at that moment.
                </EmptyState>
              }
            />
          )}
        </QueryView>
      </Panel>
      <CreateKeyDialog
        scope={scope}
        permissions={permissions}
        isOpen={isCreating}
        onClose={() => setIsCreating(false)}
        onMade={(key) => {
          setMade(key)
          setIsCreating(false)
        }}
      />
      <RevokeDialog scope={scope} apiKey={revoking} onClose={() => setRevoking(null)} />
    </>
  )
}

interface RevokeDialogProps {
  readonly scope: string
  readonly apiKey: ApiKeyView | null
  readonly onClose: () => void
}

function RevokeDialog({ scope, apiKey, onClose }: RevokeDialogProps) {
  const { mutate, error, isPending, reset } = useMutation({ ...revokeApiKey(scope), onSuccess: onClose })
  return (
    <ConfirmDialog
      isOpen={apiKey !== null}
      onClose={() => {
        reset()
        onClose()
      }}
      title={`Revoke the API key ${apiKey?.name ?? ''}?`}
      confirmLabel="Revoke the key"
      isBusy={isPending}
      error={error?.message}
      onConfirm={() => {
        if (apiKey !== null) mutate({ keyId: apiKey.id })
      }}
    >
      Whatever calls with it is refused from this moment on. This cannot be undone.
    </ConfirmDialog>
  )
}
