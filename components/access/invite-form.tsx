'use client'
import { useApiForm } from '#components/forms/use-api-form.ts'
import { ErrorLine, TextField } from '#components/ui/field.tsx'
import { FormFoot } from '#components/ui/form-foot.tsx'
import { useToast } from '#components/ui/toast.tsx'
import type { Role } from '#lib/core/permissions.ts'
import type { InvitationView, InviteMemberInput } from '#lib/modules/access/schemas.ts'
import { inviteMember } from './api/invite-member.ts'
import { momentOf } from './moment-of.ts'
import { RoleEndField } from './role-end-field.tsx'
import { RoleField } from './role-field.tsx'

/** Properties of `InviteForm`. */
export interface InviteFormProps {
  readonly scope: string
  readonly roles: readonly Role[]
  /** What is chosen at first. */
  readonly narrowest: Role
  readonly onClose: () => void
}

/** Asks whom to invite, as what, and until when; fetched when its dialog is opened. */
export function InviteForm({ scope, roles, narrowest, onClose }: InviteFormProps) {
  const toast = useToast()
  const { form, field, message, isBusy, methods } = useApiForm({
    values: { email: '', name: '', role: narrowest, roleUntil: '' },
    input: ({ roleUntil, ...typed }): InviteMemberInput => {
      const until = momentOf(roleUntil)
      return { ...typed, ...(until === undefined ? {} : { roleUntil: until }) }
    },
    schema: async () => (await import('#lib/modules/access/schemas.ts')).inviteMemberInput,
    mutation: {
      ...inviteMember(scope),
      onSuccess: ({ email }: InvitationView) => {
        toast({ text: `The invitation to ${email} is on its way.` })
        onClose()
      },
    },
    conflictField: 'email',
  })
  return (
    <form {...form} className="flex flex-col gap-4">
      <p className="text-fg-2">
        They get a link by mail that works once, within 72 hours, and choose their own password. It needs your
        second factor.
      </p>
      <TextField
        label="E-mail address"
        type="email"
        required
        maxLength={254}
        autoComplete="off"
        data-autofocus
        {...field('email')}
      />
      <TextField label="Name" required maxLength={100} autoComplete="off" {...field('name')} />
      <RoleField roles={roles} chosen={methods.watch('role')} {...field('role')} />
      <RoleEndField {...field('roleUntil')} />
      <ErrorLine>{message}</ErrorLine>
      <FormFoot isBusy={isBusy} onCancel={onClose}>
        Send invitation
      </FormFoot>
    </form>
  )
}
