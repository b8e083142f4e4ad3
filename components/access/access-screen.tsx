'use client'
import { useQuery } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useText, type Text } from '#components/language/use-text.ts'
import { PageFrame } from '#components/shell/page-frame.tsx'
import { QueryView } from '#components/shell/query-view.tsx'
import { TableNotices } from '#components/shell/table-tools.tsx'
import { CsvButton } from '#components/ui/csv-button.tsx'
import { DataTable, type Column } from '#components/ui/data-table.tsx'
import { TextField } from '#components/ui/field.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { Panel } from '#components/ui/panel.tsx'
import { SelectField } from '#components/ui/select-field.tsx'
import { EmptyState } from '#components/ui/view-state.tsx'
import { csvOf } from '#lib/core/csv.ts'
import { isRole, ROLES, type Role } from '#lib/core/roles.ts'
import { AREAS } from '#lib/modules/access/domain/permission-area.ts'
import type { AccessRow, ReadAccessTableOutput } from '#lib/modules/access/schemas.ts'
import { accessHref, filterAccess, type AccessFilter } from './access-filter.ts'
import { accessTableQuery } from './api/access-table-query.ts'
import { GrantMark, grantWord } from './grant-mark.tsx'
import { JobsPanel } from './jobs-panel.tsx'
import { roleText } from './role-word.ts'

/** Properties of `AccessScreen`. */
export interface AccessScreenProps {
  readonly scope: string
  readonly filter: AccessFilter
  /** What of the address could not be understood. */
  readonly notices: readonly string[]
  /** What the server knew when it made the page; null where the reader's role does not reach. */
  readonly first: ReadAccessTableOutput | null
}

function columnsOf(
  t: Text<'access-table'>,
  names: Text<'roles'>,
  roles: readonly Role[],
): readonly Column<AccessRow>[] {
  return [
    {
      id: 'permission',
      head: t('permission'),
      cell: ({ permission }) => <code className="font-mono text-small">{permission}</code>,
      compare: (a, b) => a.permission.localeCompare(b.permission),
    },
    { id: 'area', head: t('area'), cell: ({ area }) => t(`areas.${area}`), only: 'desk' },
    {
      id: 'here',
      head: t('here'),
      cell: ({ here }) => <GrantMark grant={here} />,
      className: 'bg-raised',
    },
    ...roles.map((role): Column<AccessRow> => ({
      id: role,
      // Eleven roles side by side fit a desk when their names take two lines and the legend explains the glyphs.
      head: <span className="inline-block w-min whitespace-normal">{roleText(names, role)}</span>,
      cell: ({ grants }) => <GrantMark grant={grants[role] ?? null} isShort={roles.length > 1} />,
    })),
  ]
}

const csv = (t: Text<'access-table'>, rows: readonly AccessRow[], roles: readonly Role[]): string =>
  csvOf(
    [t('csv.permission'), t('csv.area'), t('csv.here'), ...roles],
    rows.map((row) => [
      row.permission,
      t(`areas.${row.area}`),
      grantWord(t, row.here),
      ...roles.map((role) => grantWord(t, row.grants[role] ?? null)),
    ]),
  )

/** Who may do what, drawn from the table that routes, jobs and navigation read. */
export function AccessScreen({ scope, filter, notices, first }: AccessScreenProps) {
  const t = useText('access-table')
  const names = useText('roles')
  const query = useQuery({
    ...accessTableQuery(scope),
    ...(first === null ? {} : { initialData: first }),
  })
  const roles = filter.role === null ? ROLES : [filter.role]
  const rows = filterAccess(query.data?.rows ?? [], filter)
  return (
    <PageFrame crumbs={[{ label: t('members'), href: '/members' }, { label: t('title') }]}>
      <PageHeader
        title={t('title')}
        answer={t('answer')}
        actions={<CsvButton name="who-may-do-what.csv" text={() => csv(t, rows, roles)} />}
      />
      <TableNotices notices={notices} />
      <Filters scope={scope} filter={filter} />
      <Panel title={t('permissions')} count={rows.length} meta={<Legend />} isFlush>
        <QueryView query={query} what={t('what')}>
          {() => (
            <DataTable
              caption={t('caption')}
              columns={columnsOf(t, names, roles)}
              rows={rows}
              rowKey={({ permission }) => permission}
              isFrozen
              empty={<EmptyState title={t('none')}>{t('noneText')}</EmptyState>}
            />
          )}
        </QueryView>
      </Panel>
      <JobsPanel jobs={query.data?.jobs ?? []} filter={filter} />
    </PageFrame>
  )
}

function Legend() {
  return <span>{useText('access-table')('legend')}</span>
}

/** Choosing changes the address, so that a view can be sent to somebody. */
function Filters({ scope, filter }: { scope: string; filter: AccessFilter }) {
  const t = useText('access-table')
  const names = useText('roles')
  const every = { value: '', label: t('all') }
  const router = useRouter()
  const go = (change: Partial<AccessFilter>) => {
    router.push(accessHref({ ...filter, ...change }, scope), { scroll: false })
  }
  return (
    <div className="grid gap-3 sm:grid-cols-3">
      <SelectField
        label={t('role')}
        name="role"
        value={filter.role ?? ''}
        onChange={({ target }) => go({ role: isRole(target.value) ? target.value : null })}
        options={[every, ...ROLES.map((role) => ({ value: role, label: roleText(names, role) }))]}
      />
      <SelectField
        label={t('area')}
        name="area"
        value={filter.area ?? ''}
        onChange={({ target }) => go({ area: AREAS.find((area) => area === target.value) ?? null })}
        options={[every, ...AREAS.map((area) => ({ value: area, label: t(`areas.${area}`) }))]}
      />
      <TextField
        label={t('permission')}
        name="q"
        type="search"
        maxLength={100}
        defaultValue={filter.q}
        onChange={({ target }) => go({ q: target.value })}
      />
    </div>
  )
}
