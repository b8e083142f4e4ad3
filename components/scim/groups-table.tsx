'use client'
import { useMutation } from '@tanstack/react-query'
import { roleText } from '#components/access/role-word.ts'
import { useText, type Text } from '#components/language/use-text.ts'
import { ShortList } from '#components/shell/short-list.tsx'
import type { Column } from '#components/ui/data-table.tsx'
import { ErrorLine } from '#components/ui/field.tsx'
import { SelectField } from '#components/ui/select-field.tsx'
import { EmptyState } from '#components/ui/view-state.tsx'
import { isRole, type Role } from '#lib/core/roles.ts'
import type { ScimGroupView } from '#lib/modules/scim/schemas.ts'
import { mapScimGroup } from './api/map-scim-group.ts'

const NONE = 'none'

/** Properties of `GroupsTable`. */
export interface GroupsTableProps {
  readonly scope: string
  readonly groups: readonly ScimGroupView[]
  readonly roles: readonly Role[]
  readonly mayChange: boolean
}

function RoleOfGroup({
  scope,
  group,
  roles,
}: { group: ScimGroupView } & Omit<GroupsTableProps, 'groups' | 'mayChange'>) {
  const t = useText('scim')
  const names = useText('roles')
  const { mutate, isPending, error } = useMutation(mapScimGroup(scope))
  // A role that the reader could not give themselves stays in sight, and can be taken away.
  const choices = group.role === null || roles.includes(group.role) ? roles : [...roles, group.role]
  return (
    <div className="sm:w-64">
      <SelectField
        label={t('groups.roleOf', { group: group.displayName })}
        value={group.role ?? NONE}
        disabled={isPending}
        options={[
          { value: NONE, label: t('groups.noRole') },
          ...choices.map((role) => ({ value: role, label: roleText(names, role) })),
        ]}
        onChange={({ target }) =>
          mutate({ scimGroupId: group.id, role: isRole(target.value) ? target.value : null })
        }
      />
      <ErrorLine>{error?.message}</ErrorLine>
    </div>
  )
}

function columnsOf(
  t: Text<'scim'>,
  names: Text<'roles'>,
  { scope, roles, mayChange }: Omit<GroupsTableProps, 'groups'>,
): readonly Column<ScimGroupView>[] {
  return [
    {
      id: 'name',
      head: t('groups.group'),
      cell: ({ displayName }) => <span className="font-medium break-words">{displayName}</span>,
      compare: (a, b) => a.displayName.localeCompare(b.displayName),
      phone: 'start',
    },
    {
      id: 'members',
      head: t('groups.members'),
      isFigure: true,
      cell: ({ members }) => members,
      compare: (a, b) => a.members - b.members,
      phone: 'end',
    },
    {
      id: 'role',
      head: t('groups.role'),
      cell: (group) => {
        if (mayChange) return <RoleOfGroup scope={scope} group={group} roles={roles} />
        return group.role === null ? (
          <span className="text-fg-3">{t('groups.none')}</span>
        ) : (
          roleText(names, group.role)
        )
      },
      phone: 'below',
    },
  ]
}

/** The groups that an identity provider sent, and the role that each gives. */
export function GroupsTable({ groups, ...parts }: GroupsTableProps) {
  const t = useText('scim')
  const names = useText('roles')
  return (
    <ShortList
      textOf={({ displayName }) => displayName}
      caption={t('groups.caption')}
      columns={columnsOf(t, names, parts)}
      rows={groups}
      rowKey={({ id }) => id}
      empty={<EmptyState title={t('groups.empty')}>{t('groups.emptyText')}</EmptyState>}
    />
  )
}
