import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ScopeOption } from '#lib/modules/tenancy/schemas.ts'
import { englishText } from '#testing/language/english-text.ts'
import {
  currentScope,
  filterScopes,
  hrefCarrying,
  hrefWithScope,
  listAddress,
  namelessScope,
  scopeLines,
  shownScopes,
  switchScope,
} from './scopes.ts'

const t = englishText('shell')
const options: ScopeOption[] = [
  { param: 'operator', kind: 'operator', name: 'All platforms', platformId: null, platformName: null },
  { param: 'platform:1', kind: 'platform', name: 'SME Cloud', platformId: null, platformName: null },
  { param: 'tenant:2', kind: 'tenant', name: 'Merbau', platformId: null, platformName: 'SME Cloud' },
  { param: 'tenant:3', kind: 'tenant', name: 'Angsana', platformId: null, platformName: 'SaaS IDP' },
]

test('an unknown scope falls back to the widest one that the member has', () => {
  assert.equal(currentScope(options, 'tenant:2')?.name, 'Merbau')
  assert.equal(currentScope(options, 'tenant:999')?.param, 'operator')
  assert.equal(currentScope(options, null)?.param, 'operator')
  assert.equal(currentScope([], 'operator'), null)
})

test('the switcher says level and name', () => {
  assert.deepEqual(
    options.map((option) => scopeLines(t, option)),
    [
      { level: 'Operator', name: 'All platforms' },
      { level: 'Platform', name: 'SME Cloud' },
      { level: 'SME Cloud, tenant', name: 'Merbau' },
      { level: 'SaaS IDP, tenant', name: 'Angsana' },
    ],
  )
  assert.equal(
    scopeLines(t, { param: 'tenant:4', kind: 'tenant', name: 'X', platformId: null, platformName: null })
      .level,
    'Tenant',
  )
})

const names = (text: string) => filterScopes(options, text).map(({ name }) => name)

test('typing narrows by every word, and a platform finds its tenants', () => {
  assert.deepEqual(names('sme'), ['SME Cloud', 'Merbau'])
  assert.deepEqual(names(' CLOUD  mer '), ['Merbau'])
  assert.deepEqual(names('tenant'), ['Merbau', 'Angsana'])
  assert.equal(names('').length, 4)
  assert.deepEqual(names('zzz'), [])
})

test('links keep the scope, and replace another one', () => {
  assert.equal(hrefWithScope('/incidents', 'tenant:2'), '/incidents?scope=tenant:2')
  assert.equal(
    hrefWithScope('/incidents?state=open&scope=operator#top', 'tenant:2'),
    '/incidents?scope=tenant:2&state=open#top',
  )
  assert.equal(hrefWithScope('/', 'operator'), '/?scope=operator')
  assert.equal(hrefWithScope('/incidents', null), '/incidents')
})

test('links carry what is about the reader’s time, unless they have their own', () => {
  const search = new URLSearchParams('scope=operator&from=2026-11-20T14:00:00Z&to=now&state=open')
  const carry = (href: string) => hrefCarrying(href, search, ['from', 'to'])
  assert.equal(
    carry('/incidents?scope=tenant:2#top'),
    '/incidents?scope=tenant:2&from=2026-11-20T14:00:00Z&to=now#top',
  )
  assert.equal(carry('/explore?from=now-5m'), '/explore?from=now-5m&to=now')
  assert.equal(hrefCarrying('/incidents', new URLSearchParams('scope=operator'), ['from']), '/incidents')
})

test('a change of scope keeps page and range, and says what it drops', () => {
  const search = new URLSearchParams('scope=operator&from=now-1h&zone=utc&state=open')
  assert.deepEqual(switchScope('/incidents/0192', search, 'tenant:2'), {
    href: '/incidents?scope=tenant:2&from=now-1h&zone=utc',
    dropped: 'both',
  })
  assert.deepEqual(switchScope('/', new URLSearchParams('scope=operator'), 'tenant:2'), {
    href: '/?scope=tenant:2',
    dropped: null,
  })
})

const TENANT = 'tenant:0199f0a2-0001-7000-8000-000000000001'
const PLATFORM = 'platform:0199f0a2-0000-7000-8000-000000000002'

test('a scope that was not brought along has no name yet, and belongs to the only platform', () => {
  assert.deepEqual(namelessScope(['operator'], TENANT), {
    param: TENANT,
    kind: 'tenant',
    name: '…',
    platformId: null,
    platformName: null,
  })
  assert.equal(namelessScope([PLATFORM], TENANT)?.platformId, PLATFORM.replace('platform:', ''))
  assert.equal(namelessScope([PLATFORM, TENANT], TENANT)?.platformId, null)
  assert.equal(namelessScope(['operator'], PLATFORM)?.platformId, PLATFORM.replace('platform:', ''))
  for (const param of ['', 'operator', 'tenant:1', 'nothing'])
    assert.equal(namelessScope(['operator'], param), null)
  assert.equal(namelessScope([], TENANT), null)
})

const many = Array.from({ length: 12 }, (_, n): ScopeOption => ({
  param: `tenant:${n}`,
  kind: 'tenant',
  name: `Tenant ${n}`,
  platformId: null,
  platformName: 'SME Cloud',
}))
const shown = (text: string, found: readonly ScopeOption[] = [], brought = many) => {
  const { recent, others } = shownScopes({ text, brought, found, recent: many.slice(3, 5) })
  return { recent: recent.map(({ name }) => name), others: others.map(({ name }) => name) }
}

test('recent scopes stand first while nothing is typed and there are many', () => {
  assert.deepEqual(shown('').recent, ['Tenant 3', 'Tenant 4'])
  assert.deepEqual(shown('tenant').recent, [])
  assert.deepEqual(shown('', [], many.slice(0, 10)).recent, [])
})

test('what was brought along and what the server found stand once', () => {
  const far: ScopeOption = {
    param: 'tenant:99',
    kind: 'tenant',
    name: 'Tenant 1 of elsewhere',
    platformId: null,
    platformName: null,
  }
  const found = [...many.slice(1, 2), far]
  assert.deepEqual(shown('tenant 1', found).others, [
    'Tenant 1',
    'Tenant 10',
    'Tenant 11',
    'Tenant 1 of elsewhere',
  ])
})

test('a list whose filter was cleared says that it is meant as it is, and a change of scope drops nothing of it', () => {
  const cleared = listAddress('/rules', new URLSearchParams(), 'operator')
  assert.equal(cleared, '/rules?scope=operator&view=usual')
  assert.equal(
    listAddress('/rules', new URLSearchParams('text=disk'), 'operator'),
    '/rules?scope=operator&text=disk',
  )
  const { searchParams } = new URL(cleared, 'http://own.invalid')
  assert.deepEqual(switchScope('/rules', searchParams, 'tenant:2'), {
    href: '/rules?scope=tenant:2',
    dropped: null,
  })
})
