'use client'
import { useMutation } from '@tanstack/react-query'
import type { SubmitEvent } from 'react'
import { expiryOf, OPTIONAL_LIFETIMES } from '#components/access/key-words.ts'
import { textOf } from '#components/access/text-of.ts'
import { faultOf, remainingMessage } from '#components/shell/api-problem.ts'
import { Button } from '#components/ui/button.tsx'
import { useClockStore } from '#components/ui/clock.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { ErrorLine, TextField } from '#components/ui/field.tsx'
import { SelectField } from '#components/ui/select-field.tsx'
import type { ScimTokenWithCredential } from '#lib/modules/scim/schemas.ts'
import { createScimToken } from './api/create-scim-token.ts'

/** Properties of `CreateTokenDialog`. */
export interface CreateTokenDialogProps {
  readonly scope: string
  readonly isOpen: boolean
  readonly onClose: () => void
  readonly onMade: (made: ScimTokenWithCredential) => void
}

/** Asks for the name of a SCIM token and makes it. */
export function CreateTokenDialog({ scope, isOpen, onClose, onMade }: CreateTokenDialogProps) {
  const { mutate, error, isPending, reset } = useMutation({ ...createScimToken(scope), onSuccess: onMade })
  const clock = useClockStore()
  const close = () => {
    reset()
    onClose()
  }
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    if (isPending) return
    const form = new FormData(event.currentTarget)
    mutate({
      name: textOf(form, 'name') ?? '',
      expiresAt: expiryOf(textOf(form, 'lifetime'), clock.now()),
    })
  }
  return (
    <Dialog isOpen={isOpen} onClose={close} title="Create a SCIM token">
      <form onSubmit={submit} className="flex flex-col gap-4">
        <p className="text-fg-2">
          One token for each identity provider. It can create, change and switch off members of this scope,
          and give them the roles that you map to their groups.
        </p>
        <TextField
          name="name"
          label="Name of the identity provider"
          required
          maxLength={100}
          autoComplete="off"
          data-autofocus
          error={faultOf(error, 'name')}
        />
        <SelectField
          name="lifetime"
          label="Good for"
          defaultValue="none"
          options={OPTIONAL_LIFETIMES}
          error={faultOf(error, 'expiresAt')}
        />
        <ErrorLine>{remainingMessage(error, ['name', 'expiresAt'])}</ErrorLine>
        <div className="flex justify-end gap-2">
          <Button onClick={close}>Cancel</Button>
          <Button type="submit" kind="ink" isBusy={isPending}>
            Create token
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
