'use client'
import { useState } from 'react'
import { useApiForm } from '#components/forms/use-api-form.ts'
import { Button } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { ErrorLine, TextField } from '#components/ui/field.tsx'
import { FormFoot } from '#components/ui/form-foot.tsx'
import { Moment } from '#components/ui/time.tsx'
import type { AskEmailChangeInput, AskEmailChangeOutput } from '#lib/modules/access/schemas.ts'
import { askEmailChange } from './api/own-sign-in.ts'

/** Properties of `ChangeEmailDialog`. */
export interface ChangeEmailDialogProps {
  readonly email: string
  readonly isOpen: boolean
  readonly onClose: () => void
}

/** Asks for another address, and says where the link went that makes it count. */
export function ChangeEmailDialog({ email, isOpen, onClose }: ChangeEmailDialogProps) {
  const [sent, setSent] = useState<AskEmailChangeOutput | null>(null)
  const close = () => {
    setSent(null)
    onClose()
  }
  return (
    <Dialog
      isOpen={isOpen}
      onClose={close}
      title={sent === null ? 'Change your e-mail address' : 'Follow the link in the mail'}
    >
      {sent === null ? (
        <EmailForm onSent={setSent} onClose={close} />
      ) : (
        <LinkSent sent={sent} email={email} onClose={close} />
      )}
    </Dialog>
  )
}

interface EmailFormProps {
  readonly onSent: (sent: AskEmailChangeOutput) => void
  readonly onClose: () => void
}

function EmailForm({ onSent, onClose }: EmailFormProps) {
  const { form, field, message, isBusy } = useApiForm({
    values: { email: '' },
    input: (typed): AskEmailChangeInput => typed,
    schema: async () => (await import('#lib/modules/access/schemas.ts')).askEmailChangeInput,
    mutation: { ...askEmailChange(), onSuccess: onSent },
    conflictField: 'email',
  })
  return (
    <form {...form} className="flex flex-col gap-4">
      <p className="text-fg-2">
        A link goes to the new address and word to the present one. It needs your second factor.
      </p>
      <TextField
        label="New e-mail address"
        type="email"
        required
        maxLength={254}
        autoComplete="email"
        autoCapitalize="none"
        spellCheck={false}
        data-autofocus
        {...field('email')}
      />
      <ErrorLine>{message}</ErrorLine>
      <FormFoot isBusy={isBusy} onCancel={onClose}>
        Send the link
      </FormFoot>
    </form>
  )
}

interface LinkSentProps {
  readonly sent: AskEmailChangeOutput
  /** The address that counts until then. */
  readonly email: string
  readonly onClose: () => void
}

function LinkSent({ sent, email, onClose }: LinkSentProps) {
  return (
    <div role="status" className="flex flex-col gap-4 text-fg-2">
      <p>
        A link went to <b className="font-medium break-all text-fg-1">{sent.email}</b>. It works once, until{' '}
        <Moment at={sent.expiresAt} />. Until somebody follows it you sign in with{' '}
        <b className="font-medium break-all text-fg-1">{email}</b>.
      </p>
      <div className="flex justify-end">
        <Button data-autofocus onClick={onClose}>
          Close
        </Button>
      </div>
    </div>
  )
}
