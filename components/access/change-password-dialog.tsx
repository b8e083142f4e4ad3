'use client'
import { useMutation } from '@tanstack/react-query'
import type { SubmitEvent } from 'react'
import { faultOf, remainingMessage } from '#components/shell/api-problem.ts'
import { formText } from '#components/shell/form-text.ts'
import { Button } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { ErrorLine } from '#components/ui/field.tsx'
import { PasswordField } from '#components/ui/password-field.tsx'
import { useToast } from '#components/ui/toast.tsx'
import { PASSWORD_RULES } from '#lib/modules/access/domain/password-rules.ts'
import { changePassword } from './api/own-sign-in.ts'

/** Properties of `ChangePasswordDialog`. */
export interface ChangePasswordDialogProps {
  readonly email: string
  readonly isOpen: boolean
  readonly onClose: () => void
}

const endedWords = (ended: number): string =>
  ended === 0 ? 'No other session was open.' : `${ended} other ${ended === 1 ? 'session' : 'sessions'} ended.`

/** Asks for the present password and the new one. */
export function ChangePasswordDialog({ email, isOpen, onClose }: ChangePasswordDialogProps) {
  const toast = useToast()
  const { mutate, error, isPending, reset } = useMutation({
    ...changePassword(),
    onSuccess: ({ ended }) => {
      toast({ text: `Your password is changed. ${endedWords(ended)}` })
      onClose()
    },
  })
  const close = () => {
    reset()
    onClose()
  }
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = event.currentTarget
    if (!isPending) mutate({ current: formText(form, 'current'), password: formText(form, 'password') })
  }
  return (
    <Dialog isOpen={isOpen} onClose={close} title="Change your password">
      <form method="post" onSubmit={submit} className="flex flex-col gap-4">
        <p className="text-fg-2">
          Every other session of yours ends, and a mail tells you of it. It needs your second factor.
        </p>
        {/* For password managers, so that they know whose password it is. */}
        <input type="text" name="username" autoComplete="username" defaultValue={email} hidden readOnly />
        <PasswordField
          name="current"
          label="Present password"
          required
          maxLength={1000}
          autoComplete="current-password"
          data-autofocus
          error={faultOf(error, 'current')}
        />
        <PasswordField
          name="password"
          label="New password"
          required
          maxLength={1000}
          autoComplete="new-password"
          help={PASSWORD_RULES}
          error={faultOf(error, 'password')}
        />
        <ErrorLine>{remainingMessage(error, ['current', 'password'])}</ErrorLine>
        <div className="flex justify-end gap-2">
          <Button onClick={close}>Cancel</Button>
          <Button type="submit" kind="ink" isBusy={isPending}>
            Change password
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
