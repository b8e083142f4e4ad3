'use client'
import { roleText } from '#components/access/role-word.ts'
import { useText, type Text } from '#components/language/use-text.ts'
import { ShortList } from '#components/shell/short-list.tsx'
import type { Column } from '#components/ui/data-table.tsx'
import { StateText } from '#components/ui/state-glyph.tsx'
import { Moment } from '#components/ui/time.tsx'
import { EmptyState } from '#components/ui/view-state.tsx'
import type { ScimUserView } from '#lib/modules/scim/schemas.ts'

const columnsOf = (t: Text<'scim'>, names: Text<'roles'>): readonly Column<ScimUserView>[] => [
  {
    id: 'name',
    head: t('users.user'),
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
    head: t('users.state'),
    cell: ({ active }) => (
      <StateText state={active ? 'healthy' : 'maintenance'}>
        {t(active ? 'users.active' : 'users.off')}
      </StateText>
    ),
    phone: 'end',
  },
  {
    id: 'roles',
    head: t('users.roles'),
    cell: ({ active, roles }) =>
      !active || roles.length === 0 ? (
        <span className="text-fg-3">{t('users.none')}</span>
      ) : (
        roles.map((role) => roleText(names, role)).join(', ')
      ),
    phone: 'below',
  },
  {
    id: 'updated',
    head: t('users.sent'),
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
  const t = useText('scim')
  const names = useText('roles')
  return (
    <>
      <ShortList
        textOf={({ name, userName }) => `${name} ${userName}`}
        caption={t('users.caption')}
        columns={columnsOf(t, names)}
        rows={users}
        rowKey={({ id }) => id}
        empty={<EmptyState title={t('users.empty')}>{t('users.emptyText')}</EmptyState>}
      />
      {count > users.length ? (
        <p className="px-4 py-2 text-small text-fg-3">{t('users.some', { shown: users.length, count })}</p>
      ) : null}
    </>
  )
}
