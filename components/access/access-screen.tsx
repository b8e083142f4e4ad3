'use client'
import { useQuery } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
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
import { roleWord } from './role-word.ts'

/** Properties of `AccessScreen`. */
export interface AccessScreenProps {
  readonly scope: string
  readonly filter: AccessFilter
  /** What of the address could not be understood. */
  readonly notices: readonly string[]
  /** What the server knew when it made the page; null where the reader's role does not reach. */
  readonly first: ReadAccessTableOutput | null
}

function columnsOf(roles: readonly Role[]): readonly Column<AccessRow>[] {
  return [
    {
      id: 'permission',
      head: 'Permission',
      cell: ({ permission }) => <code className="font-mono text-small">{permission}</code>,
      compare: (a, b) => a.permission.localeCompare(b.permission),
    },
    { id: 'area', head: 'Area', cell: ({ area }) => area, only: 'desk' },
    {
      id: 'here',
      head: 'You, here',
      cell: ({ here }) => <GrantMark grant={here} />,
      className: 'bg-raised',
    },
    ...roles.map((role): Column<AccessRow> => ({
      id: role,
      // Eleven roles side by side fit a desk when their names take two lines and the legend explains the glyphs.
      head: <span className="inline-block w-min whitespace-normal">{roleWord(role)}</span>,
      cell: ({ grants }) => <GrantMark grant={grants[role] ?? null} isShort={roles.length > 1} />,
    })),
  ]
}

const csv = (rows: readonly AccessRow[], roles: readonly Role[]): string =>
  csvOf(
    ['permission', 'area', 'you, here', ...roles],
    rows.map((row) => [
      row.permission,
      row.area,
      grantWord(row.here),
      ...roles.map((role) => grantWord(row.grants[role] ?? null)),
    ]),
  )

/** Who may do what, drawn from the table that routes, jobs and navigation read. */
export function AccessScreen({ scope, filter, notices, first }: AccessScreenProps) {
  const query = useQuery({
    ...accessTableQuery(scope),
    ...(first === null ? {} : { initialData: first }),
  })
  const roles = filter.role === null ? ROLES : [filter.role]
  const rows = filterAccess(query.data?.rows ?? [], filter)
  return (
    <PageFrame crumbs={[{ label: 'Members', href: '/members' }, { label: 'Who may do what' }]}>
      <PageHeader
        title="Who may do what"
        answer="Every permission and the roles that hold it. A role counts in its scope and below, never above or beside. What is not in the table is refused."
        actions={<CsvButton name="who-may-do-what.csv" text={() => csv(rows, roles)} />}
      />
      <TableNotices notices={notices} />
      <Filters scope={scope} filter={filter} />
      <Panel title="Permissions" count={rows.length} meta={<Legend />} isFlush>
        <QueryView query={query} what="The access table">
          {() => (
            <DataTable
              caption="Permissions by role"
              columns={columnsOf(roles)}
              rows={rows}
              rowKey={({ permission }) => permission}
              isFrozen
              empty={
                <EmptyState title="No permission fits">
                  Choose another role or area, or fewer words.
                </EmptyState>
              }
            />
          )}
        </QueryView>
      </Panel>
      <JobsPanel jobs={query.data?.jobs ?? []} filter={filter} />
    </PageFrame>
  )
}

function Legend() {
  return (
    <span>
      ✓ yes · o only what is one’s own · S second factor within 5 minutes · 2 a second person approves · – no
    </span>
  )
}

const EVERY = { value: '', label: 'All' }

/** Choosing changes the address, so that a view can be sent to somebody. */
function Filters({ scope, filter }: { scope: string; filter: AccessFilter }) {
  const router = useRouter()
  const go = (change: Partial<AccessFilter>) => {
    router.replace(accessHref({ ...filter, ...change }, scope), { scroll: false })
  }
  return (
    <div className="grid gap-3 sm:grid-cols-3">
      <SelectField
        label="Role"
        name="role"
        value={filter.role ?? ''}
        onChange={({ target }) => go({ role: isRole(target.value) ? target.value : null })}
        options={[EVERY, ...ROLES.map((role) => ({ value: role, label: roleWord(role) }))]}
      />
      <SelectField
        label="Area"
        name="area"
        value={filter.area ?? ''}
        onChange={({ target }) => go({ area: AREAS.find((area) => area === target.value) ?? null })}
        options={[EVERY, ...AREAS.map((area) => ({ value: area, label: area }))]}
      />
      <TextField
        label="Permission"
        name="q"
        type="search"
        maxLength={100}
        defaultValue={filter.q}
        onChange={({ target }) => go({ q: target.value })}
      />
    </div>
  )
}
