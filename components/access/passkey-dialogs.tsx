'use client'
import { useMutation } from '@tanstack/react-query'
import type { SubmitEvent } from 'react'
import { ApiProblem, faultOf, remainingMessage } from '#components/shell/api-problem.ts'
import { formText } from '#components/shell/form-text.ts'
import { ConfirmDialog, Dialog } from '#components/ui/dialog.tsx'
import { ErrorLine, TextField } from '#components/ui/field.tsx'
import { FormFoot } from '#components/ui/form-foot.tsx'
import type { PasskeyView } from '#lib/modules/access/schemas.ts'
import { addPasskey } from './api/add-passkey.ts'
import { removePasskey } from './api/remove-passkey.ts'
import { renamePasskey } from './api/rename-passkey.ts'
import { suggestedName } from './suggested-name.ts'

/** What is wrong with a dialog as a whole: what the server says, or what the browser refused. */
const saidOf = (error: Error | null): string | undefined =>
  error instanceof ApiProblem ? remainingMessage(error, ['name']) : error?.message
const nameFault = (error: Error | null): string | undefined =>
  error instanceof ApiProblem ? faultOf(error, 'name') : undefined

interface NameFormProps {
  readonly name: string
  readonly submitLabel: string
  readonly isBusy: boolean
  readonly error: Error | null
  readonly onName: (name: string) => void
  readonly onCancel: () => void
  readonly help: string
}

function NameForm({ name, submitLabel, isBusy, error, onName, onCancel, help }: NameFormProps) {
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    if (!isBusy) onName(formText(event.currentTarget, 'name'))
  }
  return (
    <form onSubmit={submit} className="mt-2 flex flex-col gap-4">
      <TextField
        label="Name"
        name="name"
        required
        defaultValue={name}
        maxLength={60}
        autoComplete="off"
        data-autofocus
        help={help}
        error={nameFault(error)}
      />
      <ErrorLine>{saidOf(error)}</ErrorLine>
      <FormFoot isBusy={isBusy} onCancel={onCancel}>
        {submitLabel}
      </FormFoot>
    </form>
  )
}

/** Asks for the name of a new passkey, then has the browser make it. */
export function AddPasskeyDialog({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const { mutate, error, isPending, reset } = useMutation({ ...addPasskey(), onSuccess: onClose })
  const close = () => {
    reset()
    onClose()
  }
  return (
    <Dialog isOpen={isOpen} onClose={close} title="Add a passkey">
      <NameForm
        name={suggestedName()}
        submitLabel="Go on"
        help="The device or the password manager that keeps it. Your browser asks for the rest. Your other sessions end."
        isBusy={isPending}
        error={error}
        onName={(name) => mutate({ name })}
        onCancel={close}
      />
    </Dialog>
  )
}

interface OnePasskeyProps {
  readonly passkey: PasskeyView | null
  readonly onClose: () => void
}

/** Asks for another name. */
export function RenamePasskeyDialog({ passkey, onClose }: OnePasskeyProps) {
  const { mutate, error, isPending, reset } = useMutation({ ...renamePasskey(), onSuccess: onClose })
  const close = () => {
    reset()
    onClose()
  }
  return (
    <Dialog isOpen={passkey !== null} onClose={close} title={`Rename ${passkey?.name ?? ''}`}>
      <NameForm
        name={passkey?.name ?? ''}
        submitLabel="Rename"
        help="Only you see it."
        isBusy={isPending}
        error={error}
        onName={(name) => {
          if (passkey !== null) mutate({ passkeyId: passkey.id, name })
        }}
        onCancel={close}
      />
    </Dialog>
  )
}

/** Asks before a passkey is removed. */
export function RemovePasskeyDialog({ passkey, onClose }: OnePasskeyProps) {
  const { mutate, error, isPending, reset } = useMutation({ ...removePasskey(), onSuccess: onClose })
  return (
    <ConfirmDialog
      isOpen={passkey !== null}
      onClose={() => {
        reset()
        onClose()
      }}
      title={`Remove the passkey ${passkey?.name ?? ''}?`}
      confirmLabel="Remove the passkey"
      isBusy={isPending}
      error={error?.message}
      onConfirm={() => {
        if (passkey !== null) mutate({ passkeyId: passkey.id })
      }}
    >
      It is refused from then on, and your other sessions end. The device keeps its half until you delete it
      there. It needs your second factor.
    </ConfirmDialog>
  )
}
