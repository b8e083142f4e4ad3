'use client'
import { useMutation } from '@tanstack/react-query'
import type { SubmitEvent } from 'react'
import { faultOf, remainingMessage } from '#components/shell/api-problem.ts'
import { useScope } from '#components/shell/shell-context.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { ErrorLine } from '#components/ui/field.tsx'
import { FormFoot } from '#components/ui/form-foot.tsx'
import type { Role } from '#lib/core/permissions.ts'
import type { MemberView } from '#lib/modules/access/schemas.ts'
import { bindRole } from './api/bind-role.ts'
import { RoleEndField } from './role-end-field.tsx'
import { RoleField, roleOf } from './role-field.tsx'
import { momentOf } from './moment-of.ts'

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
  const { mutate, error, isPending, reset } = useMutation({ ...bindRole(scope), onSuccess: onClose })
  const where = useScope()?.name ?? ''
  const close = () => {
    reset()
    onClose()
  }
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    const role = roleOf(form, 'role')
    if (!isPending && member !== null && role !== null)
      mutate({ memberId: member.id, role, ...momentOf(form, 'expiresAt') })
  }
  return (
    <Dialog isOpen={member !== null} onClose={close} title={`Give ${member?.name ?? ''} a role in ${where}`}>
      <form onSubmit={submit} className="flex flex-col gap-4">
        <p className="text-fg-2">It counts from their next request on. It needs your second factor.</p>
        <RoleField name="role" roles={roles} error={faultOf(error, 'role')} />
        <RoleEndField error={faultOf(error, 'expiresAt')} />
        <ErrorLine>{remainingMessage(error, ['role', 'expiresAt'])}</ErrorLine>
        <FormFoot isBusy={isPending} onCancel={close}>
          Give role
        </FormFoot>
      </form>
    </Dialog>
  )
}
