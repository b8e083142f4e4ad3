import { TIME_PARAM_NAMES } from '#lib/core/time-range.ts'
import { askableOn } from './page-actions.ts'

/** What every page reads: where and when somebody looks. */
const EVERYWHERE: readonly string[] = ['scope', ...TIME_PARAM_NAMES]
/** How a table looks. */
const TABLE = ['columns', 'density', 'view'] as const
/** How a table looks that has orders. */
const LIST = [...TABLE, 'sort'] as const
/** What a list that the server cuts into pages is narrowed by, and where it begins. */
const PAGED = [...LIST, 'text', 'after'] as const

/**
 * The parameters that each page of the portal reads from its address beside those that all read; `*` stands for an id. What
 * no page reads is told to whoever follows such an address, so every new parameter belongs here.
 */
export const PAGE_PARAMS: Readonly<Record<string, readonly string[]>> = {
  '/': ['explain'],
  '/access': ['role', 'area', 'q'],
  '/access/review': ['show'],
  '/api-keys': [...PAGED, 'do'],
  '/audit': [
    ...TABLE,
    'entry',
    'text',
    'action',
    'actor',
    'address',
    'targetKind',
    'targetId',
    'requestId',
    'from',
    'to',
  ],
  '/audit/witnesses': [],
  '/canaries': [],
  '/explore': ['q', 'kind', 'view', 'step', 'unit'],
  '/first-steps': [],
  '/health': ['explain'],
  '/incidents': [...LIST, 'state', 'severity', 'service', 'day', 'text', 'before', 'do'],
  '/incidents/*': ['explain'],
  '/matrix': ['explain', 'state', 'tenant', 'service', 'page'],
  '/members': [...PAGED, 'member', 'do'],
  '/on-call': [],
  '/profile': [],
  '/provisioning': [],
  '/requests': [...PAGED],
  '/requests/*': [],
  '/rules': [...PAGED, 'do'],
  '/security': [...TABLE, 'kind', 'severity', 'address', 'event'],
  '/services': [...PAGED],
  '/services/*': ['explain', 'metric'],
  '/settings': [],
  '/sign-on': [],
  '/sources': [...PAGED, 'do'],
  '/tenants': [...PAGED],
}

/** Parameters that may stand more than once. */
const SEVERAL = ['q']
/** Most parameters that are named; what is glued together by mistake has many. */
const MOST_NAMED = 3

/** The parameters that a page reads as its own; null for a page that is not known. */
function ownParams(path: string): readonly string[] | null {
  const [section = '', ...rest] = path.split('/').slice(1)
  const names = [path, ...(rest.length === 1 ? [`/${section}/*`] : [])]
  const found = names.find((name) => Object.hasOwn(PAGE_PARAMS, name))
  return found === undefined ? null : (PAGE_PARAMS[found] ?? null)
}

/** The parameters of time that a link to a page takes along: all but those that mean something else there. */
export function carriedParams(path: string): readonly string[] {
  const own = ownParams(path) ?? []
  return TIME_PARAM_NAMES.filter((name) => !own.includes(name))
}

/** What of an address a page does not take as it is: the text `notice.<what>` says so, and what counts instead. */
export interface StrayNotice {
  readonly what: 'unread' | 'repeated' | 'noView' | 'noAct'
  /** The first of the parameters, short enough to be shown. */
  readonly names: string
  /** How many there are beside these. */
  readonly more: number
}

const short = (text: string): string => `“${text.length > 40 ? `${text.slice(0, 40)}…` : text}”`

const noticeOf = (what: StrayNotice['what'], names: readonly string[]): StrayNotice => ({
  what,
  names: names.slice(0, MOST_NAMED).map(short).join(', '),
  more: Math.max(0, names.length - MOST_NAMED),
})

const VIEW = /^(?:usual|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})$/i

/** What of an address its page does not read, whatever the page. */
export function strayNotices(path: string, search: URLSearchParams): readonly StrayNotice[] {
  const own = ownParams(path)
  if (own === null) return []
  const names = [...new Set(search.keys())]
  const known = [...EVERYWHERE, ...own]
  const unread = names.filter((name) => !known.includes(name))
  const repeated = names.filter(
    (name) => known.includes(name) && !SEVERAL.includes(name) && search.getAll(name).length > 1,
  )
  const view = search.get('view')
  const isNoView = path !== '/explore' && own.includes('view') && view !== null && !VIEW.test(view)
  const act = search.get('do')
  const isNoAct = own.includes('do') && act !== null && !askableOn(path).includes(act)
  return [
    ...(unread.length === 0 ? [] : [noticeOf('unread', unread)]),
    ...(repeated.length === 0 ? [] : [noticeOf('repeated', repeated)]),
    ...(isNoView ? [noticeOf('noView', ['view'])] : []),
    ...(isNoAct ? [noticeOf('noAct', ['do'])] : []),
  ]
}
