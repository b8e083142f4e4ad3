'use client'
import { useState } from 'react'
import { SelectField } from '#components/ui/select-field.tsx'
import { isRole, type Role } from '#lib/core/permissions.ts'
import { roleHelp, roleWord } from './role-word.ts'

/** Properties of `RoleField`. */
export interface RoleFieldProps {
  readonly name: string
  readonly roles: readonly Role[]
  readonly error?: string | undefined
}

/** One of the roles that fit a scope, with what it is for. The narrowest one is chosen first. */
export function RoleField({ name, roles, error }: RoleFieldProps) {
  const [chosen, setChosen] = useState<string>(roles.at(-1) ?? '')
  return (
    <SelectField
      name={name}
      label="Role"
      value={chosen}
      onChange={(event) => setChosen(event.target.value)}
      options={roles.map((role) => ({ value: role, label: roleWord(role) }))}
      help={isRole(chosen) ? roleHelp(chosen) : undefined}
      error={error}
    />
  )
}

/** The role that a form holds; null when there is none to choose. */
export function roleOf(form: FormData, name: string): Role | null {
  const value = form.get(name)
  return typeof value === 'string' && isRole(value) ? value : null
}
