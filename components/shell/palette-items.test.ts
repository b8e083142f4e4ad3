import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ScopeOption } from '#lib/modules/tenancy/schemas.ts'
import { englishText } from '#testing/language/english-text.ts'
import { NAVIGATION } from './navigation.ts'
import { OWN_ACTIONS } from './page-actions.ts'
import { fits, paletteGroups, type PaletteItem, type PaletteParts } from './palette-items.ts'

const t = englishText('shell')
const merbau: ScopeOption = {
  param: 'tenant:2',
  kind: 'tenant',
  name: 'Merbau',
  platformId: '1',
  platformName: 'SME Cloud',
}
const recent: readonly PaletteItem[] = [
  {
    id: 'service 9',
    title: 'billing',
    detail: 'Merbau',
    icon: 'pulse',
    act: { kind: 'open', href: '/services/9' },
  },
]
const parts: PaletteParts = {
  text: '',
  pages: NAVIGATION.map(({ href, icon, name }) => ({ href, icon, label: t(`page.${name}`) })),
  actions: OWN_ACTIONS,
  commands: ['keys', 'time-range'],
  scopes: [merbau],
  recent,
  found: [],
}
const labels = (change: Partial<PaletteParts>) =>
  paletteGroups(t, { ...parts, ...change }).map(
    ({ name, items }) => `${t(`palette.group.${name}`)}: ${items.map(({ title }) => title).join(', ')}`,
  )

test('words fit in any order, and the letters of words in theirs', () => {
  const item = { title: 'Who may do what', detail: 'page' }
  for (const text of ['what who', 'PAGE', 'wmd', 'whmayd']) assert.ok(fits(text, item), text)
  for (const text of ['whox', 'xyz', 'dmw', 'page x']) assert.ok(!fits(text, item), text)
})

test('recent lines stand first while nothing is typed, and scopes come once something is', () => {
  const groups = paletteGroups(t, parts)
  assert.deepEqual(
    groups.map(({ name }) => name),
    ['recent', 'pages', 'actions'],
  )
  assert.equal(groups[1]?.items.length, NAVIGATION.length, 'every page can be reached')
  assert.deepEqual(labels({ text: 'merbau' }), ['Scopes: Merbau'])
})

test('what the server found stands by kind, and no scope stands twice', () => {
  const found = [
    {
      kind: 'incident' as const,
      id: '7',
      title: 'INC-7K3F9 Merbau is slow',
      detail: 'open',
      href: '/incidents/7',
    },
    { kind: 'tenant' as const, id: '2', title: 'Merbau', detail: 'SME Cloud', href: '/?scope=tenant:2' },
    { kind: 'tenant' as const, id: '3', title: 'Merbah', detail: 'SME Cloud', href: '/?scope=tenant:3' },
  ]
  assert.deepEqual(labels({ text: 'merbau', found }), [
    'Scopes: Merbau',
    'Incidents: INC-7K3F9 Merbau is slow',
    'Tenants: Merbah',
  ])
})

test('commands that the page has are found by their words and their key', () => {
  assert.deepEqual(labels({ text: 'time range' }), ['Actions: Choose the time range'])
  assert.deepEqual(labels({ text: 'nothing like it' }), [])
})
