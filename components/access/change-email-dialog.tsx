'use client'
import { useMutation } from '@tanstack/react-query'
import type { SubmitEvent } from 'react'
import { faultOf, remainingMessage } from '#components/shell/api-problem.ts'
import { formText } from '#components/shell/form-text.ts'
import { Button } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { ErrorLine, TextField } from '#components/ui/field.tsx'
import { FormFoot } from '#components/ui/form-foot.tsx'
import { Moment } from '#components/ui/time.tsx'
import { askEmailChange } from './api/own-sign-in.ts'

/** Properties of `ChangeEmailDialog`. */
export interface ChangeEmailDialogProps {
  readonly email: string
  readonly isOpen: boolean
  readonly onClose: () => void
}

/** Asks for another address, and says where the link went that makes it count. */
export function ChangeEmailDialog({ email, isOpen, onClose }: ChangeEmailDialogProps) {
  const { mutate, data, error, isPending, reset } = useMutation(askEmailChange())
  const close = () => {
    reset()
    onClose()
  }
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    if (!isPending) mutate({ email: formText(event.currentTarget, 'email') })
  }
  if (data !== undefined) {
    return (
      <Dialog isOpen={isOpen} onClose={close} title="Follow the link in the mail">
        <div role="status" className="flex flex-col gap-4 text-fg-2">
          <p>
            A link went to <b className="font-medium break-all text-fg-1">{data.email}</b>. It works once,
            until <Moment at={data.expiresAt} />. Until somebody follows it you sign in with{' '}
            <b className="font-medium break-all text-fg-1">{email}</b>.
          </p>
          <div className="flex justify-end">
            <Button data-autofocus onClick={close}>
              Close
            </Button>
          </div>
        </div>
      </Dialog>
    )
  }
  return (
    <Dialog isOpen={isOpen} onClose={close} title="Change your e-mail address">
      <form onSubmit={submit} className="flex flex-col gap-4">
        <p className="text-fg-2">
          A link goes to the new address and word to the present one. It needs your second factor.
        </p>
        <TextField
          name="email"
          label="New e-mail address"
          type="email"
          required
          maxLength={254}
          autoComplete="email"
          autoCapitalize="none"
          spellCheck={false}
          data-autofocus
          error={faultOf(error, 'email')}
        />
        <ErrorLine>{remainingMessage(error, ['email'])}</ErrorLine>
        <FormFoot isBusy={isPending} onCancel={close}>
          Send the link
        </FormFoot>
      </form>
    </Dialog>
  )
}
