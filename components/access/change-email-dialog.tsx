'use client'
import { useState } from 'react'
import { fetched } from '#components/forms/fetched.tsx'
import { FormSlot } from '#components/forms/form-slot.tsx'
import { Button } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { Moment } from '#components/ui/time.tsx'
import type { AskEmailChangeOutput } from '#lib/modules/access/schemas.ts'

const ChangeEmailForm = fetched(async () => (await import('./change-email-form.tsx')).ChangeEmailForm)

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
        <FormSlot>
          <ChangeEmailForm onSent={setSent} onClose={close} />
        </FormSlot>
      ) : (
        <LinkSent sent={sent} email={email} onClose={close} />
      )}
    </Dialog>
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
