import type { Text } from '#components/language/use-text.ts'
import { hrefWithScope } from '#components/shell/scopes.ts'
import { isRole, type Role } from '#lib/core/roles.ts'
import { AREAS, type Area } from '#lib/modules/access/domain/permission-area.ts'
import type { AccessRow, JobRow } from '#lib/modules/access/schemas.ts'

/** What the access table is narrowed to; it stands in the address. */
export interface AccessFilter {
  readonly role: Role | null
  readonly area: Area | null
  /** Words of the permission. */
  readonly q: string
}

type Search = Readonly<Record<string, string | string[] | undefined>>

const textOf = (value: string | string[] | undefined): string => [value].flat()[0] ?? ''

/** The longest text whose words are looked for. */
const LONGEST_WORDS = 100

/** What of an address names no filter, in full sentences, each with what is shown instead. */
export function accessNotices(t: Text<'access-table'>, search: Search): readonly string[] {
  const { role, area } = readAccessFilter(search)
  return [
    search['role'] !== undefined && role === null ? t('notice.role') : null,
    search['area'] !== undefined && area === null ? t('notice.area') : null,
    textOf(search['q']).length > LONGEST_WORDS ? t('notice.words', { most: LONGEST_WORDS }) : null,
  ].filter((notice) => notice !== null)
}

/** Reads the filter of an address; what is not known is left out. */
export function readAccessFilter(search: Search): AccessFilter {
  const role = textOf(search['role'])
  const area = textOf(search['area'])
  return {
    role: isRole(role) ? role : null,
    area: AREAS.find((one) => one === area) ?? null,
    q: textOf(search['q']).slice(0, LONGEST_WORDS),
  }
}

/** The address of the table with a filter. */
export function accessHref({ role, area, q }: AccessFilter, scope: string): string {
  const query = new URLSearchParams()
  if (role !== null) query.set('role', role)
  if (area !== null) query.set('area', area)
  if (q !== '') query.set('q', q)
  const text = query.toString()
  return hrefWithScope(`/access${text === '' ? '' : `?${text}`}`, scope)
}

const wordsOf = (q: string): string[] =>
  q
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '')

/** The jobs that the words of a filter leave: those with a permission that has every word. Nobody gives a role to a job. */
export function filterJobs(jobs: readonly JobRow[], { q }: AccessFilter): JobRow[] {
  const words = wordsOf(q)
  return jobs.filter(
    ({ permissions }) =>
      words.length === 0 ||
      permissions.some((permission) => words.every((word) => permission.includes(word))),
  )
}

/** The rows that a filter leaves: those that the role holds, of the area, with every word in their permission. */
export function filterAccess(rows: readonly AccessRow[], { role, area, q }: AccessFilter): AccessRow[] {
  const words = wordsOf(q)
  return rows.filter(
    (row) =>
      (role === null || row.grants[role] !== null) &&
      (area === null || row.area === area) &&
      words.every((word) => row.permission.includes(word)),
  )
}
