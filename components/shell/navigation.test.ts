import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ROLES } from '#lib/core/permissions.ts'
import { isCurrent, NAVIGATION, navigationFor, phoneNavigation, PROFILE } from './navigation.ts'
import { mayOpen } from './open-pages.ts'
import { pagesOfRole } from './pages-of-role.ts'

const all = () => true

test('the phone shows four pages that the sidebar has too', () => {
  for (const level of ['operator', 'platform', 'tenant'] as const) {
    const items = navigationFor(level, all).flatMap((group) => group.items)
    const phone = phoneNavigation(level, all)
    assert.equal(phone.length, 4)
    assert.ok(phone.every((item) => items.includes(item) || item.href === '/'))
  }
})

test('no two pages of a scope share an icon: with the sidebar collapsed it is all there is to see', () => {
  for (const level of ['operator', 'platform', 'tenant'] as const) {
    const icons = navigationFor(level, all).flatMap(({ items }) => items.map(({ icon }) => icon))
    assert.deepEqual(icons, [...new Set(icons)], level)
  }
})

test('services are watched in every scope; the profile belongs to no scope', () => {
  for (const level of ['operator', 'platform', 'tenant'] as const) {
    const groups = navigationFor(level, all)
    assert.ok(groups[0]?.name === 'watch' && groups[0].items.some(({ href }) => href === '/services'))
    assert.ok(groups.every(({ items }) => items.every(({ href }) => href !== PROFILE.href)))
  }
})

test('the first page is called what it is in its scope', () => {
  assert.deepEqual(
    (['operator', 'platform', 'tenant'] as const).map(
      (level) => navigationFor(level, all)[0]?.items[0]?.name,
    ),
    ['fleet', 'platform', 'home'],
  )
})

test('a page is current on its own path and below, not beside', () => {
  assert.equal(isCurrent('/', '/'), true)
  assert.equal(isCurrent('/', '/incidents'), false)
  assert.equal(isCurrent('/incidents', '/incidents/0192'), true)
  assert.equal(isCurrent('/incidents', '/incidents-archive'), false)
  assert.equal(isCurrent('/access', '/access'), true)
  assert.equal(isCurrent('/access', '/access/review'), false)
  assert.equal(isCurrent('/access/review', '/access/review'), true)
})

test('every page of every scope is known to the table that decides who sees it', () => {
  for (const level of ['operator', 'platform', 'tenant'] as const) {
    for (const { items } of navigationFor(level, all))
      for (const { href } of items)
        assert.ok(
          NAVIGATION.some((page) => page.href === href),
          href,
        )
  }
  for (const role of ROLES) assert.ok(pagesOfRole(role).includes('/incidents'))
})

test('pages that a role does not open are left out, and a group that is left empty too', () => {
  const viewer = pagesOfRole('tenant_viewer')
  assert.ok(!viewer.includes('/audit') && !viewer.includes('/members'))
  const groups = navigationFor('tenant', (href) => viewer.includes(href))
  assert.deepEqual(
    groups.map(({ name, items }) => [name, items.map(({ href }) => href)]),
    [
      ['watch', ['/', '/incidents', '/services', '/explore', '/rules']],
      ['account', ['/requests', '/tenants', '/settings']],
    ],
  )
  assert.equal(phoneNavigation('tenant', (href) => viewer.includes(href)).length, 4)
})

test('a role opens pages in its scope and below, never above or beside', () => {
  const opens = [{ scope: 'platform:p1', pages: ['/audit'], actions: [] }]
  const option = { name: '', platformName: null }
  const may = (param: string, kind: 'operator' | 'platform' | 'tenant', platformId: string | null) =>
    mayOpen(opens, { ...option, param, kind, platformId }, '/audit')
  assert.equal(may('platform:p1', 'platform', 'p1'), true)
  assert.equal(may('tenant:t1', 'tenant', 'p1'), true)
  assert.equal(may('tenant:t2', 'tenant', 'p2'), false)
  assert.equal(may('platform:p2', 'platform', 'p2'), false)
  assert.equal(may('operator', 'operator', null), false)
  assert.equal(mayOpen(opens, null, '/audit'), false)
})
