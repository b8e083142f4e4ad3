import assert from 'node:assert/strict'
import { test } from 'node:test'
import en from '#messages/en/about.json' with { type: 'json' }
import ms from '#messages/ms/about.json' with { type: 'json' }
import { aboutPage } from './about-page.ts'
import { navigationFor, PROFILE } from './navigation.ts'

const LEVELS = ['operator', 'platform', 'tenant'] as const

test('every page of the sidebar is explained at every level, and no explanation is for nothing', () => {
  const below = ['/incidents/x', '/services/x', '/requests/x', '/audit/witnesses']
  const explained = LEVELS.flatMap((level) => {
    const items = navigationFor(level, () => true).flatMap((group) => group.items)
    return [...items.map(({ href }) => href), PROFILE.href, ...below].map(
      (path) => aboutPage(path, level)?.name,
    )
  })
  assert.deepEqual(new Set(explained), new Set(Object.keys(en.page)))
})

test('its texts have nothing that would have to be compiled: the browser fetches them as they are', () => {
  for (const { page, ...rest } of [en, ms]) {
    const texts = [...Object.values(rest), ...Object.values(page).flatMap(({ shows, from }) => [shows, from])]
    assert.deepEqual(
      texts.filter((text) => /[<{']/.test(text)),
      [],
    )
  }
})

test('a page below another one is explained by itself, and by its place in the sidebar', () => {
  assert.equal(aboutPage('/', 'platform')?.name, 'platform')
  assert.equal(aboutPage('/tenants', 'operator')?.name, 'tenants')
  assert.equal(aboutPage('/tenants', 'tenant')?.name, 'leaving')
  assert.equal(aboutPage('/access/review', 'operator')?.name, 'review')
  const incident = aboutPage('/incidents/0199', 'tenant')
  assert.deepEqual(
    [incident?.name, incident?.item.href, incident?.isItself],
    ['incident', '/incidents', false],
  )
  assert.equal(aboutPage('/nowhere', 'tenant'), null)
})
