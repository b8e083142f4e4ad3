'use client'
import { useMutation } from '@tanstack/react-query'
import { fetched } from '#components/ui/fetched.tsx'
import { FormSlot } from '#components/forms/form-slot.tsx'
import { useText } from '#components/language/use-text.ts'
import { ConfirmDialog, Dialog } from '#components/ui/dialog.tsx'
import type { PasskeyView } from '#lib/modules/access/schemas.ts'
import { addPasskey } from './api/add-passkey.ts'
import { removePasskey } from './api/remove-passkey.ts'
import { renamePasskey } from './api/rename-passkey.ts'
import { suggestedName } from './suggested-name.ts'

const PasskeyNameForm = fetched(async () => (await import('./passkey-name-form.tsx')).PasskeyNameForm)

/** Asks for the name of a new passkey, then has the browser make it. */
export function AddPasskeyDialog({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const t = useText('access')
  const factors = useText('factors')
  const { mutate, isPending } = useMutation({ ...addPasskey(), onSuccess: onClose })
  return (
    <Dialog isOpen={isOpen} onClose={onClose} title={t('passkeys.add')}>
      <FormSlot>
        <PasskeyNameForm
          name={suggestedName(factors)}
          submitLabel={t('passkeys.goOn')}
          help={t('passkeys.addHelp')}
          mutate={mutate}
          isBusy={isPending}
          onCancel={onClose}
        />
      </FormSlot>
    </Dialog>
  )
}

interface OnePasskeyProps {
  readonly passkey: PasskeyView | null
  readonly onClose: () => void
}

/** Asks for another name. */
export function RenamePasskeyDialog({ passkey, onClose }: OnePasskeyProps) {
  const t = useText('access')
  const { mutate, isPending } = useMutation({ ...renamePasskey(), onSuccess: onClose })
  return (
    <Dialog
      isOpen={passkey !== null}
      onClose={onClose}
      title={t('passkeys.renameOne', { name: passkey?.name ?? '' })}
    >
      {passkey === null ? null : (
        <FormSlot>
          <PasskeyNameForm
            name={passkey.name}
            submitLabel={t('passkeys.rename')}
            help={t('passkeys.renameHelp')}
            mutate={({ name }, answers) => mutate({ passkeyId: passkey.id, name }, answers)}
            isBusy={isPending}
            onCancel={onClose}
          />
        </FormSlot>
      )}
    </Dialog>
  )
}

/** Asks before a passkey is removed. */
export function RemovePasskeyDialog({ passkey, onClose }: OnePasskeyProps) {
  const t = useText('access')
  const { mutate, error, isPending, reset } = useMutation({ ...removePasskey(), onSuccess: onClose })
  return (
    <ConfirmDialog
      isOpen={passkey !== null}
      onClose={() => {
        reset()
        onClose()
      }}
      title={t('passkeys.removeTitle', { name: passkey?.name ?? '' })}
      confirmLabel={t('passkeys.removeDo')}
      isBusy={isPending}
      error={error?.message}
      onConfirm={() => {
        if (passkey !== null) mutate({ passkeyId: passkey.id })
      }}
    >
      {t('passkeys.removeText')}
    </ConfirmDialog>
  )
}
