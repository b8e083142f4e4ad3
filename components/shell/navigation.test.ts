import assert from 'node:assert/strict'
import { test } from 'node:test'
import { initials, isCurrent, navigationFor, phoneNavigation, PROFILE } from './navigation.ts'

test('the phone shows four pages that the sidebar has too', () => {
  for (const level of ['operator', 'platform', 'tenant'] as const) {
    const all = navigationFor(level).flatMap(({ items }) => items)
    const phone = phoneNavigation(level)
    assert.equal(phone.length, 4)
    assert.ok(phone.every((item) => all.includes(item) || item.href === '/'))
  }
})

test('services are watched in every scope; the profile belongs to no scope', () => {
  for (const level of ['operator', 'platform', 'tenant'] as const) {
    const groups = navigationFor(level)
    assert.ok(groups[0]?.label === 'Watch' && groups[0].items.some(({ href }) => href === '/services'))
    assert.ok(groups.every(({ items }) => items.every(({ href }) => href !== PROFILE.href)))
  }
})

test('the first page is called what it is in its scope', () => {
  assert.deepEqual(
    (['operator', 'platform', 'tenant'] as const).map((level) => navigationFor(level)[0]?.items[0]?.label),
    ['Fleet', 'Platform', 'Home'],
  )
})

test('a page is current on its own path and below, not beside', () => {
  assert.equal(isCurrent('/', '/'), true)
  assert.equal(isCurrent('/', '/incidents'), false)
  assert.equal(isCurrent('/incidents', '/incidents/0192'), true)
  assert.equal(isCurrent('/incidents', '/incidents-archive'), false)
})

test('initials of one, two and many names', () => {
  assert.equal(initials('Nadia Aziz'), 'NA')
  assert.equal(initials('mei lin tan'), 'MT')
  assert.equal(initials('Ravi'), 'R')
  assert.equal(initials('  '), '')
})
