'use client'
import { useMutation } from '@tanstack/react-query'
import type { SubmitEvent } from 'react'
import { faultOf, remainingMessage } from '#components/shell/api-problem.ts'
import { useScope } from '#components/shell/shell-context.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { ErrorLine, TextField } from '#components/ui/field.tsx'
import { FormFoot } from '#components/ui/form-foot.tsx'
import { useToast } from '#components/ui/toast.tsx'
import type { Role } from '#lib/core/permissions.ts'
import { inviteMember } from './api/invite-member.ts'
import { momentOf } from './moment-of.ts'
import { RoleEndField } from './role-end-field.tsx'
import { RoleField, roleOf } from './role-field.tsx'
import { textOf } from './text-of.ts'

/** Properties of `InviteDialog`. */
export interface InviteDialogProps {
  readonly scope: string
  readonly roles: readonly Role[]
  readonly isOpen: boolean
  readonly onClose: () => void
}

/** Asks whom to invite, and sends the invitation by mail. */
export function InviteDialog({ scope, roles, isOpen, onClose }: InviteDialogProps) {
  const toast = useToast()
  const where = useScope()?.name ?? ''
  const { mutate, error, isPending, reset } = useMutation({
    ...inviteMember(scope),
    onSuccess: ({ email }) => {
      toast({ text: `The invitation to ${email} is on its way.` })
      onClose()
    },
  })
  const close = () => {
    reset()
    onClose()
  }
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    const role = roleOf(form, 'role')
    if (isPending || role === null) return
    const { expiresAt: roleUntil } = momentOf(form, 'expiresAt')
    mutate({
      email: textOf(form, 'email') ?? '',
      name: textOf(form, 'name') ?? '',
      role,
      ...(roleUntil === undefined ? {} : { roleUntil }),
    })
  }
  return (
    <Dialog isOpen={isOpen} onClose={close} title={`Invite a member to ${where}`}>
      <form onSubmit={submit} className="flex flex-col gap-4">
        <p className="text-fg-2">
          They get a link by mail that works once, within 72 hours, and choose their own password. It needs
          your second factor.
        </p>
        <TextField
          name="email"
          label="E-mail address"
          type="email"
          required
          maxLength={254}
          autoComplete="off"
          data-autofocus
          error={faultOf(error, 'email')}
        />
        <TextField
          name="name"
          label="Name"
          required
          maxLength={100}
          autoComplete="off"
          error={faultOf(error, 'name')}
        />
        <RoleField name="role" roles={roles} error={faultOf(error, 'role')} />
        <RoleEndField error={faultOf(error, 'roleUntil')} />
        <ErrorLine>{remainingMessage(error, ['email', 'name', 'role', 'roleUntil'])}</ErrorLine>
        <FormFoot isBusy={isPending} onCancel={close}>
          Send invitation
        </FormFoot>
      </form>
    </Dialog>
  )
}
