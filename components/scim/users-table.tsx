'use client'
import { roleWord } from '#components/access/role-word.ts'
import { DataTable, type Column } from '#components/ui/data-table.tsx'
import { StateText } from '#components/ui/state-glyph.tsx'
import { Moment } from '#components/ui/time.tsx'
import { EmptyState } from '#components/ui/view-state.tsx'
import type { ScimUserView } from '#lib/modules/scim/schemas.ts'

const COLUMNS: readonly Column<ScimUserView>[] = [
  {
    id: 'name',
    head: 'User',
    cell: ({ name, userName }) => (
      <>
        <span className="block font-medium">{name}</span>
        <span className="block text-small break-all text-fg-3">{userName}</span>
      </>
    ),
    compare: (a, b) => a.name.localeCompare(b.name),
    phone: 'start',
  },
  {
    id: 'state',
    head: 'State',
    cell: ({ active }) => (
      <StateText state={active ? 'healthy' : 'maintenance'}>{active ? 'Active' : 'Switched off'}</StateText>
    ),
    phone: 'end',
  },
  {
    id: 'roles',
    head: 'Roles by groups',
    cell: ({ active, roles }) =>
      !active || roles.length === 0 ? (
        <span className="text-fg-3">none</span>
      ) : (
        roles.map((role) => roleWord(role)).join(', ')
      ),
    phone: 'below',
  },
  {
    id: 'updated',
    head: 'Last sent',
    isFigure: true,
    cell: ({ updatedAt }) => <Moment at={updatedAt} />,
    compare: (a, b) => a.updatedAt.localeCompare(b.updatedAt),
  },
]

/** The users that an identity provider sent; the first 200 of `count`. */
export function UsersTable({
  users,
  count,
}: {
  readonly users: readonly ScimUserView[]
  readonly count: number
}) {
  return (
    <>
      <DataTable
        caption="Provisioned users"
        columns={COLUMNS}
        rows={users}
        rowKey={({ id }) => id}
        empty={<EmptyState title="No user yet">They come from the identity provider.</EmptyState>}
      />
      {count > users.length ? (
        <p className="px-4 py-2 text-small text-fg-3">
          {users.length} of {count} are shown. The API lists all of them.
        </p>
      ) : null}
    </>
  )
}
