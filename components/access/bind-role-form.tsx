'use client'
import { useApiForm } from '#components/forms/use-api-form.ts'
import { useText } from '#components/language/use-text.ts'
import { ErrorLine } from '#components/ui/field.tsx'
import { FormFoot } from '#components/ui/form-foot.tsx'
import type { Role } from '#lib/core/permissions.ts'
import type { BindRoleInput } from '#lib/modules/access/schemas.ts'
import { bindRole } from './api/bind-role.ts'
import { momentOf } from './moment-of.ts'
import { RoleEndField } from './role-end-field.tsx'
import { RoleField } from './role-field.tsx'

/** Properties of `BindRoleForm`. */
export interface BindRoleFormProps {
  readonly scope: string
  readonly roles: readonly Role[]
  /** What is chosen at first. */
  readonly narrowest: Role
  readonly memberId: string
  readonly onClose: () => void
}

/** Asks which role a member gets, and until when; fetched when its dialog is opened. */
export function BindRoleForm({ scope, roles, narrowest, memberId, onClose }: BindRoleFormProps) {
  const t = useText('members')
  const { form, field, message, isBusy, methods } = useApiForm({
    values: { role: narrowest, expiresAt: '' },
    input: ({ role, expiresAt }): BindRoleInput => {
      const until = momentOf(expiresAt)
      return { memberId, role, ...(until === undefined ? {} : { expiresAt: until }) }
    },
    schema: async () => (await import('#lib/modules/access/schemas.ts')).bindRoleInput,
    mutation: { ...bindRole(scope), onSuccess: onClose },
    conflictField: 'role',
  })
  return (
    <form {...form} className="flex flex-col gap-4">
      <p className="text-fg-2">{t('bind.text')}</p>
      <RoleField roles={roles} chosen={methods.watch('role')} data-autofocus {...field('role')} />
      <RoleEndField {...field('expiresAt')} />
      <ErrorLine>{message}</ErrorLine>
      <FormFoot isBusy={isBusy} onCancel={onClose}>
        {t('bind.do')}
      </FormFoot>
    </form>
  )
}
