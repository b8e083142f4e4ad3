import { SelectField, type SelectFieldProps } from '#components/ui/select-field.tsx'
import type { Role } from '#lib/core/permissions.ts'
import { roleHelp, roleWord } from './role-word.ts'

/** Properties of `RoleField`. */
export interface RoleFieldProps extends Omit<SelectFieldProps, 'label' | 'options' | 'help'> {
  readonly roles: readonly Role[]
  /** The one that is chosen now, whose use is explained below. */
  readonly chosen: Role
}

/** One of the roles that fit a scope, with what it is for. */
export function RoleField({ roles, chosen, ...field }: RoleFieldProps) {
  return (
    <SelectField
      label="Role"
      options={roles.map((role) => ({ value: role, label: roleWord(role) }))}
      help={roleHelp(chosen)}
      {...field}
    />
  )
}
