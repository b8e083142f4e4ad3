'use client'
import { fetched } from '#components/ui/fetched.tsx'
import { FormSlot } from '#components/forms/form-slot.tsx'
import { useText } from '#components/language/use-text.ts'
import { useScope } from '#components/shell/shell-context.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import type { Role } from '#lib/core/permissions.ts'
import type { MemberView } from '#lib/modules/access/schemas.ts'

const BindRoleForm = fetched(async () => (await import('./bind-role-form.tsx')).BindRoleForm)

/** Properties of `BindRoleDialog`. */
export interface BindRoleDialogProps {
  readonly scope: string
  readonly roles: readonly Role[]
  /** Who gets the role; null keeps the dialog closed. */
  readonly member: MemberView | null
  readonly onClose: () => void
}

/** Gives a member a further role in the scope in view. */
export function BindRoleDialog({ scope, roles, member, onClose }: BindRoleDialogProps) {
  const t = useText('members')
  const where = useScope()?.name ?? ''
  const narrowest = roles.at(-1)
  return (
    <Dialog
      isOpen={member !== null}
      onClose={onClose}
      title={t('bind.title', { name: member?.name ?? '', scope: where })}
    >
      {member === null || narrowest === undefined ? null : (
        <FormSlot>
          <BindRoleForm
            scope={scope}
            roles={roles}
            narrowest={narrowest}
            memberId={member.id}
            onClose={onClose}
          />
        </FormSlot>
      )}
    </Dialog>
  )
}
