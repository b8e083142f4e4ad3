import { listAddress } from './scopes.ts'

/** What an address can say of a list, beside the look of its table. */
export interface ListSpec<Sort extends string> {
  readonly path: `/${string}`
  /** Where the API has it, where that is called otherwise than the page. */
  readonly api?: `/${string}`
  /** The orders that the server knows; a hyphen turns one around. */
  readonly sorts: readonly Sort[]
  /** The order without a choice. */
  readonly usual: Sort
}

/** What the address of a list says. */
export interface ListFilter<Sort extends string> {
  /** Part of a name; empty for all. */
  readonly text: string
  readonly sort: Sort
  /** The last row before the page; null for the first one. */
  readonly after: string | null
}

type Params = Readonly<Record<string, string | string[] | undefined>>

/** The longest text that is looked for. */
export const LONGEST_TEXT = 100
/** How many rows a page of a list has. */
const PAGE = 100
const ID = /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/i

const first = (params: Params, name: string): string | null => [params[name]].flat()[0] ?? null

/** A text that can be looked for; control characters are in no name, and the database refuses some of them. */
const readText = (text: string): string => (/\p{Cc}/u.test(text) ? '' : text.trim().slice(0, LONGEST_TEXT))

/** Reads the address; what it does not say, or says wrongly, is as usual. */
export function readListFilter<Sort extends string>(spec: ListSpec<Sort>, params: Params): ListFilter<Sort> {
  const wanted = first(params, 'sort')
  const after = first(params, 'after')
  return {
    text: readText(first(params, 'text') ?? ''),
    sort: spec.sorts.find((sort) => sort === wanted) ?? spec.usual,
    after: after !== null && ID.test(after) ? after : null,
  }
}

/** What an address can say wrongly of a list; what is shown instead is as usual. */
export type ListFault = 'order' | 'place' | 'noText' | 'longText'

const FAULTS = ['order', 'place', 'noText', 'longText'] as const

/** What of an address could not be understood. */
export function listFaults<Sort extends string>(spec: ListSpec<Sort>, params: Params): readonly ListFault[] {
  const [wanted, text] = [first(params, 'sort'), (first(params, 'text') ?? '').trim()]
  const found: Readonly<Record<ListFault, boolean>> = {
    order: wanted !== null && !spec.sorts.some((sort) => sort === wanted),
    place: first(params, 'after') !== null && readListFilter(spec, params).after === null,
    noText: text !== '' && readText(text) === '',
    longText: text.length > LONGEST_TEXT && readText(text) !== '',
  }
  return FAULTS.filter((fault) => found[fault])
}

/** The address of a list with this filter, in this scope; what is as usual is left out, and `listAddress` says where all is. */
export function listHref<Sort extends string>(
  spec: ListSpec<Sort>,
  filter: ListFilter<Sort>,
  scope: string,
): string {
  const query = new URLSearchParams()
  if (filter.text !== '') query.set('text', filter.text)
  if (filter.sort !== spec.usual) query.set('sort', filter.sort)
  if (filter.after !== null) query.set('after', filter.after)
  return listAddress(spec.path, query, scope)
}

/** What the server is asked for, without the place. */
export const narrowedBy = <Sort extends string>({ text, sort }: ListFilter<Sort>) => ({
  sort,
  ...(text === '' ? {} : { text }),
})

/** A page of a list as the server is asked for it. */
export const askedOf = <Sort extends string>(filter: ListFilter<Sort>) => ({
  ...narrowedBy(filter),
  limit: PAGE,
  ...(filter.after === null ? {} : { after: filter.after }),
})

/** Whether the address asks for the list as it comes without any question: its first page, in the usual order. */
export const isAsItComes = <Sort extends string>(
  { usual }: ListSpec<Sort>,
  { text, sort, after }: ListFilter<Sort>,
): boolean => text === '' && sort === usual && after === null

/** The columns that the server sorts by. */
export const sortedColumns = <Sort extends string>({ sorts }: ListSpec<Sort>): readonly string[] => [
  ...new Set(sorts.map((sort) => sort.replace(/^-/, ''))),
]
