import type { SortChoice } from '#components/ui/sort-rows.ts'
import { DENSITIES, usualLayout, type ColumnName, type TableLayout } from '#components/ui/table/layout.ts'

/** The parameters of an address that say how a table looks; they mean the same whatever the table shows. */
const LOOK_PARAMS = ['columns', 'density', 'view'] as const

/** What a table can look like, for the address to be read by. */
export interface AddressedTable {
  readonly columns: readonly ColumnName[]
  /** The columns that rows can be sorted by; null where the page reads its order itself. */
  readonly sorts: readonly string[] | null
}

/** What an address asks of a table that it has not: the text `table.<what>` says so, and what is shown instead. */
export interface TableNotice {
  readonly what: 'noColumn' | 'noDensity' | 'noSort'
  /** What was asked for. */
  readonly value: string
}

/** What an address says of a table. */
export interface TableAddress {
  readonly layout: TableLayout
  /** Null for the order that the table has by itself. */
  readonly sort: SortChoice | null
  /** What could not be understood. */
  readonly notices: readonly TableNotice[]
}

/** What somebody wrote into an address, short enough to be shown. */
const short = (text: string): string => (text.length > 40 ? `${text.slice(0, 40)}…` : text)

/** `column`, or `-column` from the highest down; null for no choice. */
export const sortText = (sort: SortChoice | null): string | null =>
  sort === null ? null : sort.direction === 'ascending' ? sort.column : `-${sort.column}`

/** The choice that a text of `sortText` names; null for none. */
export function sortOf(text: string | null, sorts: readonly string[]): SortChoice | null {
  if (text === null) return null
  const column = text.replace(/^-/, '')
  if (!sorts.includes(column)) return null
  return { column, direction: text.startsWith('-') ? 'descending' : 'ascending' }
}

function readColumns(
  text: string | null,
  known: readonly ColumnName[],
  notices: TableNotice[],
): readonly string[] {
  const usual = usualLayout(known).columns
  if (text === null) return usual
  const asked = [...new Set(text.split(',').filter((id) => id !== ''))]
  const found = asked.filter((id) => known.some((column) => column.id === id))
  const unknown = asked.find((id) => !found.includes(id))
  if (unknown !== undefined) notices.push({ what: 'noColumn', value: short(unknown) })
  const [first] = known
  if (found.length === 0 || first === undefined) return usual
  return [first.id, ...found.filter((id) => id !== first.id)]
}

/** Reads what an address says of a table; what cannot be understood is as usual, and a notice says so. */
export function readTableAddress(search: URLSearchParams, table: AddressedTable): TableAddress {
  const notices: TableNotice[] = []
  const columns = readColumns(search.get('columns'), table.columns, notices)
  const wanted = search.get('density')
  const density = DENSITIES.find((each) => each === wanted) ?? null
  if (wanted !== null && density === null) notices.push({ what: 'noDensity', value: short(wanted) })
  if (table.sorts === null) return { layout: { columns, density }, sort: null, notices }
  const order = search.get('sort')
  const sort = sortOf(order, table.sorts)
  if (order !== null && sort === null) notices.push({ what: 'noSort', value: short(order) })
  return { layout: { columns, density }, sort, notices }
}

const withParam = (search: URLSearchParams, name: string, value: string | null): void => {
  if (value === null) search.delete(name)
  else search.set(name, value)
}

/** The parameters of an address with another layout; what is as usual is left out. */
export function withLayout(
  search: URLSearchParams,
  { columns, density }: TableLayout,
  known: readonly ColumnName[],
): URLSearchParams {
  const next = new URLSearchParams(search)
  const text = columns.join(',')
  withParam(next, 'columns', text === usualLayout(known).columns.join(',') ? null : text)
  withParam(next, 'density', density)
  return next
}

/** The parameters of an address with another order, from the beginning of the list. */
export function withSort(search: URLSearchParams, sort: SortChoice | null): URLSearchParams {
  const next = new URLSearchParams(search)
  withParam(next, 'sort', sortText(sort))
  for (const cursor of CURSORS) next.delete(cursor)
  return next
}

/** Where a page of a list begins. */
const CURSORS = ['before', 'after'] as const
/** Parameters that are no part of a saved view: where and when somebody looks, and what they have open. */
const PASSING = ['scope', 'view', 'entry', 'event', 'member', 'do', ...CURSORS]

/** What of an address a saved view keeps. */
export function viewQuery(search: URLSearchParams): string {
  const kept = new URLSearchParams(search)
  for (const name of PASSING) kept.delete(name)
  kept.sort()
  return kept.toString()
}

/** An address with the look of the table that `search` has: another filter does not change columns. */
export function keepLook(href: string, search: URLSearchParams): string {
  const [path = '', query] = href.split('?')
  const next = new URLSearchParams(query)
  for (const name of LOOK_PARAMS) {
    const value = search.get(name)
    if (value !== null && !next.has(name)) next.set(name, value)
  }
  // Addresses of this portal write the scope without percent signs.
  return `${path}?${next.toString().replaceAll('%3A', ':').replaceAll('%2C', ',')}`
}
