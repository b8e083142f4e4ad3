'use client'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { put } from '#components/language/put.ts'
import { useText } from '#components/language/use-text.ts'
import { Button } from '#components/ui/button.tsx'
import { Icon } from '#components/ui/icon.tsx'
import { Panel, RuledList, RuledRow } from '#components/ui/panel.tsx'
import { Age } from '#components/ui/time.tsx'
import { EmptyState } from '#components/ui/view-state.tsx'
import type { ListPasskeysOutput, PasskeyView } from '#lib/modules/access/schemas.ts'
import { passkeysQuery } from './api/passkeys-query.ts'
import { AddPasskeyDialog, RemovePasskeyDialog, RenamePasskeyDialog } from './passkey-dialogs.tsx'

/** The passkeys of the signed-in member, with what they may do with them. */
export function PasskeysPanel({ first }: { first: ListPasskeysOutput }) {
  const t = useText('access')
  const { data } = useQuery({ ...passkeysQuery(), initialData: first })
  const [isAdding, setIsAdding] = useState(false)
  const [renaming, setRenaming] = useState<PasskeyView | null>(null)
  const [removing, setRemoving] = useState<PasskeyView | null>(null)
  return (
    <>
      <Panel
        title={t('passkeys.title')}
        count={data.passkeys.length}
        meta={
          <Button size="small" icon="plus" onClick={() => setIsAdding(true)}>
            {t('passkeys.add')}
          </Button>
        }
        isFlush
      >
        {data.passkeys.length === 0 ? (
          <div className="p-3.5">
            <EmptyState title={t('passkeys.none')}>{t('passkeys.noneText')}</EmptyState>
          </div>
        ) : (
          <RuledList>
            {data.passkeys.map((passkey) => (
              <PasskeyRow
                key={passkey.id}
                passkey={passkey}
                onRename={() => setRenaming(passkey)}
                onRemove={() => setRemoving(passkey)}
              />
            ))}
          </RuledList>
        )}
      </Panel>
      <AddPasskeyDialog isOpen={isAdding} onClose={() => setIsAdding(false)} />
      <RenamePasskeyDialog passkey={renaming} onClose={() => setRenaming(null)} />
      <RemovePasskeyDialog passkey={removing} onClose={() => setRemoving(null)} />
    </>
  )
}

interface PasskeyRowProps {
  readonly passkey: PasskeyView
  readonly onRename: () => void
  readonly onRemove: () => void
}

function PasskeyRow({ passkey, onRename, onRemove }: PasskeyRowProps) {
  const t = useText('access')
  const { name, createdAt, lastUsedAt, isBackedUp } = passkey
  return (
    <RuledRow
      mark={<Icon name="key" size={14} />}
      end={
        <span className="flex gap-1.5">
          <Button size="small" aria-label={t('passkeys.renameOne', { name })} onClick={onRename}>
            {t('passkeys.rename')}
          </Button>
          <Button
            size="small"
            kind="danger"
            aria-label={t('passkeys.removeOne', { name })}
            onClick={onRemove}
          >
            {t('passkeys.remove')}
          </Button>
        </span>
      }
    >
      <p className="font-medium wrap-anywhere">{name}</p>
      <p className="text-small text-fg-3">
        {t.rich(`passkeys.${lastUsedAt === null ? 'unused' : 'used'}.${isBackedUp ? 'kept' : 'one'}`, {
          age: put(<Age at={lastUsedAt ?? createdAt} />),
        })}
      </p>
    </RuledRow>
  )
}
