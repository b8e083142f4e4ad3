import { useText } from '#components/language/use-text.ts'
import { SelectField, type SelectFieldProps } from '#components/ui/select-field.tsx'
import type { Role } from '#lib/core/permissions.ts'
import { roleText } from './role-word.ts'

/** Properties of `RoleField`. */
export interface RoleFieldProps extends Omit<SelectFieldProps, 'label' | 'options' | 'help'> {
  readonly roles: readonly Role[]
  /** The one that is chosen now, whose use is explained below. */
  readonly chosen: Role
}

/** One of the roles that fit a scope, with what it is for. */
export function RoleField({ roles, chosen, ...field }: RoleFieldProps) {
  const t = useText('members')
  const names = useText('roles')
  return (
    <SelectField
      label={t('field.role')}
      options={roles.map((role) => ({ value: role, label: roleText(names, role) }))}
      help={t(`help.${chosen}`)}
      {...field}
    />
  )
}
