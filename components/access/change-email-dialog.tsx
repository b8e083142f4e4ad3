'use client'
import { useState, type ReactNode } from 'react'
import { fetched } from '#components/ui/fetched.tsx'
import { FormSlot } from '#components/forms/form-slot.tsx'
import { put } from '#components/language/put.ts'
import { useText } from '#components/language/use-text.ts'
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
  const t = useText('access')
  const [sent, setSent] = useState<AskEmailChangeOutput | null>(null)
  const close = () => {
    setSent(null)
    onClose()
  }
  return (
    <Dialog isOpen={isOpen} onClose={close} title={t(sent === null ? 'email.title' : 'email.look')}>
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
  const t = useText('access')
  const address = (text: ReactNode): ReactNode => <b className="font-medium break-all text-fg-1">{text}</b>
  return (
    <div role="status" className="flex flex-col gap-4 text-fg-2">
      <p>
        {t.rich('email.sent', {
          email: sent.email,
          b: address,
          until: put(<Moment at={sent.expiresAt} />),
          own: put(address(email)),
        })}
      </p>
      <div className="flex justify-end">
        <Button data-autofocus onClick={onClose}>
          {t('email.close')}
        </Button>
      </div>
    </div>
  )
}
