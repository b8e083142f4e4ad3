'use client'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { mono } from '#components/language/mono.tsx'
import { useText } from '#components/language/use-text.ts'
import { askedOf } from '#components/shell/list-filter.ts'
import { ListTable, type ListAddress } from '#components/shell/list-table.tsx'
import { QueryView } from '#components/shell/query-view.tsx'
import { pageReader } from '#components/shell/bulk/page-reader.ts'
import { useBulk } from '#components/shell/bulk/use-bulk.tsx'
import { useAskedAct } from '#components/shell/use-asked-act.ts'
import { useGonePlace } from '#components/shell/use-gone-place.ts'
import { Button } from '#components/ui/button.tsx'
import { useNow } from '#components/ui/clock.tsx'
import { CodeBlock } from '#components/ui/code-block.tsx'
import { ConfirmDialog } from '#components/ui/dialog.tsx'
import { ErrorLine } from '#components/ui/field.tsx'
import { Note } from '#components/ui/note.tsx'
import { Panel } from '#components/ui/panel.tsx'
import { EmptyState } from '#components/ui/view-state.tsx'
import type { Permission } from '#lib/core/permissions.ts'
import type { KeySort } from '#lib/modules/access/domain/key-order.ts'
import type { ApiKeyView, CreateApiKeyOutput, ListApiKeysOutput } from '#lib/modules/access/schemas.ts'
import { apiKeyColumns } from './api-key-columns.tsx'
import { apiKeysQuery } from './api/api-keys-query.ts'
import { endOldApiKey } from './api/end-old-api-key.ts'
import { revokeApiKey } from './api/revoke-api-key.ts'
import { rotateApiKey } from './api/rotate-api-key.ts'
import { CreateKeyDialog } from './create-key-dialog.tsx'
import { keyActs } from './key-acts.ts'
import { endingSentence } from './key-words.ts'
import type { KeyRights } from './key-rights.ts'
import { RotateDialog } from './rotate-dialog.tsx'
import { SecretPanel } from './secret-panel.tsx'
import { useScopeWords } from './use-scope-words.ts'

/** Properties of `ApiKeysPanel`. */
export interface ApiKeysPanelProps {
  readonly scope: string
  readonly address: ListAddress<KeySort>
  /** What the server knew when it made the page; null where the reader's role does not reach. */
  readonly first: ListApiKeysOutput | null
  readonly may: KeyRights
  /** Permissions that a key of the reader can hold in this scope. */
  readonly permissions: readonly Permission[]
}

const scopesOf = (listed?: ListApiKeysOutput) => listed?.keys.map((key) => key.scope)

/** Keys with which programs call the API, each with a part of its maker's permissions. */
export function ApiKeysPanel({ scope, address, first, may, permissions }: ApiKeysPanelProps) {
  const query = useQuery({
    ...apiKeysQuery(scope, askedOf(address.filter)),
    ...(first === null ? {} : { initialData: first }),
  })
  useGonePlace(address, query.error)
  const t = useText('keys')
  const whereOf = useScopeWords(scopesOf(query.data))
  const now = useNow(60_000).getTime()
  const [isCreating, setIsCreating] = useAskedAct('createKey', may.create)
  const [made, setMade] = useState<CreateApiKeyOutput | null>(null)
  const [revoking, setRevoking] = useState<ApiKeyView | null>(null)
  const [rotating, setRotating] = useState<ApiKeyView | null>(null)
  const endOld = useMutation(endOldApiKey(scope))
  const columns = apiKeyColumns(t, {
    now,
    whose: (key) => whereOf(key.scope),
    onRevoke: may.revoke ? setRevoking : null,
    onRotate: setRotating,
    onEndOld: ({ id }) => endOld.mutate({ keyId: id }),
  })
  const ending = endingSentence(t, query.data?.counts ?? [])
  return (
    <>
      {made === null ? null : <MadeKey made={made} onClose={() => setMade(null)} />}
      {ending === null ? null : <Note state="degraded">{ending}</Note>}
      <ErrorLine>{endOld.error?.message}</ErrorLine>
      <Panel
        title={t('title')}
        count={query.data?.total ?? ''}
        meta={
          <Button
            size="small"
            icon="plus"
            disabledReason={may.create ? undefined : t('mayNot')}
            onClick={() => setIsCreating(true)}
          >
            {t('create')}
          </Button>
        }
        isFlush
      >
        <QueryView query={query} what={t('what')}>
          {(page) => <KeysTable scope={scope} address={address} may={may} page={page} columns={columns} />}
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
      <RotateKey
        scope={scope}
        apiKey={rotating}
        onClose={() => setRotating(null)}
        onMade={(key) => {
          setMade(key)
          setRotating(null)
        }}
      />
      <RevokeDialog scope={scope} apiKey={revoking} onClose={() => setRevoking(null)} />
    </>
  )
}

interface KeysTableProps extends Pick<ApiKeysPanelProps, 'scope' | 'address' | 'may'> {
  readonly page: ListApiKeysOutput
  readonly columns: ReturnType<typeof apiKeyColumns>
}

function KeysTable({ scope, address, may, page, columns }: KeysTableProps) {
  const t = useText('keys')
  const bulk = useBulk<ApiKeyView>({
    rows: page.keys,
    keyOf: ({ id }) => id,
    nameOf: ({ name }) => name,
    total: page.total,
    readPage: pageReader('/api/v1/api-keys', { scope, ...address }, (read: ListApiKeysOutput) => read.keys),
    acts: keyActs(t, scope, may),
  })
  return (
    <>
      <ListTable
        scope={scope}
        screen="api-keys"
        address={address}
        caption={t('title')}
        columns={columns}
        rows={page.keys}
        next={page.next}
        total={page.total}
        rowKey={(key) => key.id}
        {...bulk.choice}
        empty={<EmptyState title={t('empty.title')}>{t('empty.text')}</EmptyState>}
      />
      {bulk.dialog}
    </>
  )
}

/** The credential of a key, shown this once, and how a program calls with it. */
function MadeKey({ made, onClose }: { made: CreateApiKeyOutput; onClose: () => void }) {
  const t = useText('keys')
  const { origin } = globalThis.location
  return (
    <SecretPanel
      title={t('made.title', { name: made.key.name })}
      label={t('made.label')}
      secret={made.credential}
      whenLost={t('made.lost')}
      onClose={onClose}
    >
      <CodeBlock
        caption={t('made.try')}
        code={`curl -H "Authorization: Bearer ${made.credential}" "${origin}/api/v1/scopes"`}
      />
      <p className="text-fg-2">{t.rich('made.send', { code: mono })}</p>
    </SecretPanel>
  )
}

interface RotateKeyProps {
  readonly scope: string
  readonly apiKey: ApiKeyView | null
  readonly onClose: () => void
  readonly onMade: (made: CreateApiKeyOutput) => void
}

function RotateKey({ scope, apiKey, onClose, onMade }: RotateKeyProps) {
  const { mutate, error, isPending, reset } = useMutation({ ...rotateApiKey(scope), onSuccess: onMade })
  return (
    <RotateDialog
      name={apiKey?.name ?? null}
      kind="key"
      isBusy={isPending}
      error={error?.message}
      onClose={() => {
        reset()
        onClose()
      }}
      onRotate={(overlapSeconds) => {
        if (apiKey !== null) mutate({ keyId: apiKey.id, overlapSeconds })
      }}
    />
  )
}

interface RevokeDialogProps {
  readonly scope: string
  readonly apiKey: ApiKeyView | null
  readonly onClose: () => void
}

function RevokeDialog({ scope, apiKey, onClose }: RevokeDialogProps) {
  const t = useText('keys')
  const { mutate, error, isPending, reset } = useMutation({ ...revokeApiKey(scope), onSuccess: onClose })
  return (
    <ConfirmDialog
      isOpen={apiKey !== null}
      onClose={() => {
        reset()
        onClose()
      }}
      title={t('revokeTitle', { name: apiKey?.name ?? '' })}
      confirmLabel={t('revokeDo')}
      isBusy={isPending}
      error={error?.message}
      onConfirm={() => {
        if (apiKey !== null) mutate({ keyId: apiKey.id })
      }}
    >
      {t('revokeText')}
    </ConfirmDialog>
  )
}
