'use client'
import { fetched } from '#components/ui/fetched.tsx'
import { FormSlot } from '#components/forms/form-slot.tsx'
import { useText } from '#components/language/use-text.ts'
import { Dialog } from '#components/ui/dialog.tsx'
import type { SessionLimitsFormProps } from './session-limits-form.tsx'

const SessionLimitsForm = fetched(async () => (await import('./session-limits-form.tsx')).SessionLimitsForm)

/** Properties of `SessionLimitsDialog`. */
export interface SessionLimitsDialogProps extends SessionLimitsFormProps {
  readonly isOpen: boolean
}

/** Asks for the limits of all three groups. */
export function SessionLimitsDialog({ isOpen, ...props }: SessionLimitsDialogProps) {
  const t = useText('members')
  return (
    <Dialog isOpen={isOpen} onClose={props.onClose} title={t('limits.changeTitle')}>
      <FormSlot>
        <SessionLimitsForm {...props} />
      </FormSlot>
    </Dialog>
  )
}
