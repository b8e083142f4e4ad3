'use client'
import { fetched } from '#components/ui/fetched.tsx'
import { FormSlot } from '#components/forms/form-slot.tsx'
import { useText } from '#components/language/use-text.ts'
import { useScope } from '#components/shell/shell-context.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import type { Role } from '#lib/core/permissions.ts'

const InviteForm = fetched(async () => (await import('./invite-form.tsx')).InviteForm)

/** Properties of `InviteDialog`. */
export interface InviteDialogProps {
  readonly scope: string
  readonly roles: readonly Role[]
  readonly isOpen: boolean
  readonly onClose: () => void
}

/** Asks whom to invite, and sends the invitation by mail. */
export function InviteDialog({ scope, roles, isOpen, onClose }: InviteDialogProps) {
  const t = useText('members')
  const where = useScope()?.name ?? ''
  const narrowest = roles.at(-1)
  return (
    <Dialog isOpen={isOpen} onClose={onClose} title={t('inviting.title', { scope: where })}>
      {narrowest === undefined ? null : (
        <FormSlot>
          <InviteForm scope={scope} roles={roles} narrowest={narrowest} onClose={onClose} />
        </FormSlot>
      )}
    </Dialog>
  )
}
