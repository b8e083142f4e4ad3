'use client'
import { useApiForm } from '#components/forms/use-api-form.ts'
import { useText } from '#components/language/use-text.ts'
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
  const t = useText('members')
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
        toast({ text: t('inviting.sent', { email }) })
        onClose()
      },
    },
    conflictField: 'email',
  })
  return (
    <form {...form} className="flex flex-col gap-4">
      <p className="text-fg-2">{t('inviting.text')}</p>
      <TextField
        label={t('inviting.email')}
        type="email"
        required
        maxLength={254}
        autoComplete="off"
        data-autofocus
        {...field('email')}
      />
      <TextField label={t('inviting.name')} required maxLength={100} autoComplete="off" {...field('name')} />
      <RoleField roles={roles} chosen={methods.watch('role')} {...field('role')} />
      <RoleEndField {...field('roleUntil')} />
      <ErrorLine>{message}</ErrorLine>
      <FormFoot isBusy={isBusy} onCancel={onClose}>
        {t('inviting.do')}
      </FormFoot>
    </form>
  )
}
