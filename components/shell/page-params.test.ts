// Every parameter that a page reads from its address is known here, and bears whatever somebody writes into it.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { KEY_LIST, MEMBER_LIST, SOURCE_LIST } from '#components/access/access-lists.ts'
import { accessNotices, readAccessFilter } from '#components/access/access-filter.ts'
import {
  apiAuditFilter,
  auditNotices,
  readAuditFilter,
  readEntryRef,
} from '#components/audit/audit-filter.ts'
import { apiMatrixFilter, readMatrixFilter } from '#components/dashboards/matrix-filter.ts'
import { readExplore } from '#components/explore/explore-state.ts'
import { apiFilter, filterNotices, readIncidentFilter } from '#components/incidents/incident-filter.ts'
import { readShow, showNotices } from '#components/reviews/review-words.ts'
import { RULE_LIST } from '#components/alerting/rule-list.ts'
import { TENANT_LIST } from '#components/leaving/tenant-list.ts'
import { chosenOf, readSecurityFilter, securityFaults } from '#components/security/security-filter.ts'
import { SERVICE_LIST } from '#components/tenancy/service-list.ts'
import { EXPLAIN_PARAM } from '#components/ui/number-key.ts'
import { parseRefresh, parseTimeRange, parseZoneChoice, TIME_PARAM_NAMES } from '#lib/core/time-range.ts'
import { listApiKeysInput, listMembersInput, listSourcesInput } from '#lib/modules/access/schemas.ts'
import { listRulesInput } from '#lib/modules/alerting/schemas.ts'
import { listAuditInput } from '#lib/modules/audit/schemas.ts'
import { healthMatrixInput } from '#lib/modules/dashboards/schemas.ts'
import { listIncidentsInput } from '#lib/modules/incidents/schemas.ts'
import { listSecurityEventsInput } from '#lib/modules/security/schemas.ts'
import { listServicesInput, listTenantsInput } from '#lib/modules/tenancy/schemas.ts'
import { repositoryPaths, textsOf } from '#testing/architecture/repository-files.ts'
import { englishText } from '#testing/language/english-text.ts'
import { loadedBy } from '#testing/language/graph.ts'
import { HOSTILE_VALUES } from '#testing/hostile-addresses.ts'
import { askedOf, listFaults, readListFilter, type ListSpec } from './list-filter.ts'
import { carriedParams, PAGE_PARAMS, strayNotices } from './page-params.ts'
import { readTableAddress } from './table-address.ts'

const audit = englishText('audit')
const incidents = englishText('incidents')
const reviews = englishText('reviews')

type Params = Record<string, string | string[] | undefined>

const COLUMNS = [
  { id: 'name', name: 'Name', isExtra: false },
  { id: 'state', name: 'State', isExtra: false },
]
const table = (params: Params, sorts: readonly string[] | null) =>
  readTableAddress(asSearch(params), { columns: COLUMNS, sorts })

function asSearch(params: Params): URLSearchParams {
  const pairs = Object.keys(params).flatMap((name) =>
    [params[name]].flat().flatMap((value) => (value === undefined ? [] : [[name, value]])),
  )
  return new URLSearchParams(pairs)
}

/** Parameters that note which of them are asked for. */
function noting(seen: Set<string>): { readonly params: Params; readonly search: URLSearchParams } {
  const params = new Proxy<Params>(
    {},
    {
      get(_, name) {
        if (typeof name === 'string') seen.add(name)
      },
    },
  )
  const search = new URLSearchParams()
  search.get = (name) => {
    seen.add(name)
    return null
  }
  search.getAll = (name) => {
    seen.add(name)
    return []
  }
  return { params, search }
}

/** What reads addresses: the words by which a page uses it, what it reads, and what it says of that. */
interface Reader {
  readonly used: RegExp
  readonly read: (at: ReturnType<typeof noting>) => unknown
}

const READERS: readonly Reader[] = [
  { used: /\breadIncidentFilter\(search/, read: ({ params }) => readIncidentFilter(params) },
  { used: /\breadAuditFilter\(/, read: ({ params }) => readAuditFilter(params) },
  { used: /\breadEntryRef\(/, read: ({ params }) => readEntryRef(params) },
  { used: /\breadMatrixFilter\(/, read: ({ params }) => readMatrixFilter(params) },
  { used: /\breadAccessFilter\(/, read: ({ params }) => readAccessFilter(params) },
  { used: /\breadShow\(/, read: ({ params }) => params['show'] },
  { used: /\breadExplore\(/, read: ({ search }) => readExplore(search) },
  {
    used: /\buseTableAddress\([^)]*, true\)/,
    read: ({ search }) => readTableAddress(search, { columns: COLUMNS, sorts: null }),
  },
  { used: /<ListTable\b/, read: ({ search }) => readTableAddress(search, { columns: COLUMNS, sorts: [] }) },
  { used: /\bopenList\(/, read: ({ params }) => readListFilter(MEMBER_LIST, params) },
  { used: /\breadSecurityFilter\(/, read: ({ params }) => readSecurityFilter(params) },
  { used: /<(?:ViewMenu|ListTable)\b/, read: ({ search }) => search.get('view') },
  { used: /\buseOpened\('event'\)/, read: ({ search }) => search.get('event') },
  { used: /\buseOpened\('metric'\)/, read: ({ search }) => search.get('metric') },
  { used: /\buseOpened\('member'\)/, read: ({ search }) => search.get('member') },
  { used: /\buseAskedAct\(/, read: ({ search }) => search.get('do') },
  { used: /<NumberTile\b/, read: ({ search }) => search.get(EXPLAIN_PARAM) },
]

/** Files in which an address is read, or handed on: another one has its parameters to declare. */
const READING = [
  'app/(portal)/access/review/page.tsx',
  'app/(portal)/open-page.ts',
  'components/access/access-filter.ts',
  'components/access/sign-in-answer.ts',
  'components/audit/audit-filter.ts',
  'components/audit/audit-filters.tsx',
  'components/audit/audit-screen.tsx',
  'components/dashboards/matrix-filter.ts',
  'components/dashboards/portal-shell.tsx',
  'components/explore/explore-state.ts',
  'components/explore/use-explore.ts',
  'components/incidents/incident-filter.ts',
  'components/incidents/use-incident-href.ts',
  'components/reviews/review-words.ts',
  'components/security/security-filter.ts',
  'components/security/security-screen.tsx',
  'components/shell/address-notices.tsx',
  'components/shell/known-scopes.ts',
  'components/shell/list-filter.ts',
  'components/shell/list-table.tsx',
  'components/shell/page-params.ts',
  'components/shell/refresh.tsx',
  'components/shell/scope-switcher.tsx',
  'components/shell/scopeless-path.ts',
  'components/shell/scopes.ts',
  'components/shell/shell-context.tsx',
  'components/shell/table-address.ts',
  'components/shell/use-asked-act.ts',
  'components/shell/use-opened.ts',
  'components/shell/use-table-address.ts',
  'components/shell/use-time-range.ts',
  'components/shell/view-dialog.tsx',
  'components/ui/explain-notice.tsx',
  'components/ui/use-open-number.ts',
  'lib/core/time-range.ts',
]

const READS = /\buseSearchParams\(|\b(?:search|searchParams|params)(?:\[|\.get(?:All)?\()/

test('whatever reads an address is known', () => {
  const found = textsOf(/^(?:app\/\(portal\)|components|lib\/core)\/.*\.tsx?$/)
    .filter(({ file, text }) => !/\.test\.|testing\//.test(file) && READS.test(text))
    .map(({ file }) => file)
  assert.deepEqual(
    found.filter((file) => !READING.includes(file)),
    [],
  )
})

const pageFiles = repositoryPaths.filter((path) => /^app\/\(portal\)\/(?:.*\/)?page\.tsx$/.test(path))
const addressOf = (file: string): string => {
  const path = file.replace(/^app\/\(portal\)/, '').replace(/\/?page\.tsx$/, '')
  return path === '' ? '/' : path.replaceAll(/\[[^\]]+\]/g, '*')
}

test('each page declares the parameters that it reads, and no other', () => {
  const texts = new Map(textsOf(/\.tsx?$/).map(({ file, text }) => [file, text]))
  const found = Object.fromEntries(
    pageFiles.map((file) => {
      const names = new Set<string>()
      const sources = [...loadedBy(file)].map((path) => texts.get(path) ?? '')
      for (const { used, read } of READERS) {
        // Where it is defined is no use of it.
        const defined = new RegExp(
          `export (?:function|const) ${/\w+/.exec(used.source.replaceAll('\\b', ''))?.[0] ?? ''}\\b`,
        )
        const isUsed = sources.some((text) => used.test(text) && !defined.test(text))
        if (isUsed) read(noting(names))
      }
      return [addressOf(file), [...names].toSorted()]
    }),
  )
  const declared = Object.entries(PAGE_PARAMS).map(([page, names]) => [page, names.toSorted()])
  assert.deepEqual(Object.fromEntries(declared), found)
})

/** What a list that the server cuts into pages bears. */
const bearsList =
  <Sort extends string>(spec: ListSpec<Sort>, input: { readonly parse: (asked: unknown) => unknown }) =>
  (params: Params) => {
    input.parse(askedOf(readListFilter(spec, params)))
    return listFaults(spec, params)
  }

/** What each parameter bears: `read` is what the server is asked then, and throws for what it would refuse. */
const BEARS: Readonly<Record<string, (params: Params) => readonly unknown[]>> = {
  '/incidents': (params) => {
    listIncidentsInput.parse(apiFilter(readIncidentFilter(params)))
    return filterNotices(incidents, params)
  },
  '/audit': (params) => {
    listAuditInput.parse(apiAuditFilter(readAuditFilter(params)))
    return auditNotices(audit, params)
  },
  '/matrix': (params) => {
    const { filter, notices } = readMatrixFilter(params)
    healthMatrixInput.parse(apiMatrixFilter(filter))
    return notices
  },
  '/access': (params) => {
    readAccessFilter(params)
    return accessNotices(englishText('access-table'), params)
  },
  '/access/review': (params) => {
    readShow(params['show'])
    return showNotices(reviews, params['show'])
  },
  '/explore': (params) => readExplore(asSearch(params)).notices,
  '/api-keys': bearsList(KEY_LIST, listApiKeysInput),
  '/members': bearsList(MEMBER_LIST, listMembersInput),
  '/rules': bearsList(RULE_LIST, listRulesInput),
  '/services': bearsList(SERVICE_LIST, listServicesInput),
  '/sources': bearsList(SOURCE_LIST, listSourcesInput),
  '/tenants': bearsList(TENANT_LIST, listTenantsInput),
  '/security': (params) => {
    listSecurityEventsInput.parse(chosenOf(readSecurityFilter(params)))
    return securityFaults(params)
  },
}

test('no value of any parameter is handed on as it is, and nothing throws', () => {
  for (const [page, names] of Object.entries(PAGE_PARAMS)) {
    for (const name of names) {
      for (const value of HOSTILE_VALUES) {
        BEARS[page]?.({ [name]: value })
        BEARS[page]?.({ [name]: [value, value] })
        table({ [name]: value }, ['name'])
        strayNotices(page.replace('*', 'x'), asSearch({ [name]: value }))
      }
    }
  }
  for (const name of TIME_PARAM_NAMES)
    for (const value of HOSTILE_VALUES) {
      const search = asSearch({ [name]: value })
      const notices = [
        parseTimeRange(search, new Date()).notice,
        parseZoneChoice(search).notice,
        parseRefresh(search).notice,
      ]
      assert.equal(notices.filter((notice) => notice !== null).length, 1, `${name}=${value}`)
    }
})

test('a choice that is none is told, whatever its page', () => {
  const choices: Readonly<Record<string, readonly string[]>> = {
    '/incidents': ['state', 'severity', 'service', 'day', 'sort', 'before'],
    '/audit': ['from', 'to', 'entry'],
    '/matrix': ['state', 'page'],
    '/access': ['role', 'area'],
    '/access/review': ['show'],
    '/explore': ['kind', 'view', 'step', 'unit'],
    '/api-keys': ['sort', 'after'],
    '/members': ['sort', 'after'],
    '/rules': ['sort', 'after'],
    '/services': ['sort', 'after'],
    '/sources': ['sort', 'after'],
    '/tenants': ['sort', 'after'],
    '/security': ['kind', 'severity', 'address'],
  }
  for (const [page, names] of Object.entries(choices))
    for (const name of names)
      for (const value of HOSTILE_VALUES.filter((each) => each.trim() !== ''))
        assert.equal(BEARS[page]?.({ [name]: value }).length, 1, `${page} ${name}=${value}`)
  for (const name of ['columns', 'density', 'sort'])
    assert.equal(table({ [name]: '<script>' }, ['name']).notices.length, 1, name)
})

test('texts that cannot be looked for are told, and so are days that end before they begin', () => {
  for (const [page, name] of [
    ['/incidents', 'text'],
    ['/api-keys', 'text'],
    ['/members', 'text'],
    ['/services', 'text'],
    ['/audit', 'text'],
    ['/audit', 'requestId'],
    ['/matrix', 'tenant'],
    ['/matrix', 'service'],
  ] as const)
    for (const value of ['a\u0000b', 'x'.repeat(5000)])
      assert.equal(BEARS[page]?.({ [name]: value }).length, 1, `${page} ${name}`)
  assert.equal(BEARS['/access']?.({ q: 'x'.repeat(5000) }).length, 1)
  assert.deepEqual(readAuditFilter({ from: '2026-11-20', to: '2026-11-19', text: 'x' }), { text: 'x' })
  assert.equal(auditNotices(audit, { from: '2026-11-20', to: '2026-11-19' }).length, 1)
})

test('what no page reads, what stands twice and a view that is none are told', () => {
  const told = (path: string, query: string) => strayNotices(path, new URLSearchParams(query))
  assert.deepEqual(told('/incidents', 'scope=operator&state=all&from=now-1h&to=now&zone=utc&refresh=off'), [])
  assert.deepEqual(told('/incidents', 'stat=all'), [{ what: 'unread', names: '“stat”', more: 0 }])
  assert.deepEqual(told('/rules', 'a=1&b=2&c=3&d=4&e=5'), [
    { what: 'unread', names: '“a”, “b”, “c”', more: 2 },
  ])
  assert.deepEqual(told('/incidents/0199', 'state=all'), [{ what: 'unread', names: '“state”', more: 0 }])
  const twice = { what: 'repeated', names: '“state”', more: 0 }
  assert.deepEqual(told('/matrix', 'state=down&state=up'), [twice])
  assert.deepEqual(told('/explore', 'q=up&q=down'), [])
  assert.deepEqual(told('/rules', 'view=mine'), [{ what: 'noView', names: '“view”', more: 0 }])
  assert.deepEqual(told('/rules', 'view=usual'), [])
  assert.deepEqual(told('/rules', 'do=createKey'), [{ what: 'noAct', names: '“do”', more: 0 }])
  assert.deepEqual(told('/rules', 'do=writeRule'), [])
  assert.deepEqual(told('/services', 'do=writeRule'), [{ what: 'unread', names: '“do”', more: 0 }])
  assert.deepEqual(told('/nowhere', 'x=1'), [])
  assert.ok((told('/rules', `${'n'.repeat(5000)}=1`)[0]?.names.length ?? 99) < 50)
})

test('a link takes the time along, but not to where from and to are days', () => {
  assert.deepEqual(carriedParams('/services'), ['from', 'to', 'zone', 'refresh'])
  assert.deepEqual(carriedParams('/audit'), ['zone', 'refresh'])
})
