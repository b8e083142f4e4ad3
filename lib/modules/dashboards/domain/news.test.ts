import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sayInEnglish } from '#lib/core/say.ts'
import { NEWS_ACTIONS, newestFirst, settingWords, soonestFirst, titleWith, type NewsLine } from './news.ts'

const line = (key: string, atMs: number): NewsLine => ({
  key,
  kind: 'rule',
  mark: 'changed',
  atMs,
  title: key,
  detail: '',
  platformId: null,
  tenantId: null,
  path: '/rules',
})
const LINES = [line('b', 2), line('c', 3), line('a', 2), line('d', 1)]
const keys = (lines: readonly NewsLine[]): string => lines.map(({ key }) => key).join('')

test('changes stand newest first, what is ahead soonest first, and no more than asked for', () => {
  assert.equal(keys(newestFirst(LINES, 10)), 'cbad')
  assert.equal(keys(soonestFirst(LINES, 10)), 'dabc')
  assert.equal(keys(newestFirst(LINES, 2)), 'cb')
  assert.equal(keys(soonestFirst(LINES, 2)), 'da')
})

test('a title says what it is about where that is known, and stands alone where it is not', () => {
  assert.equal(titleWith(settingWords(sayInEnglish, 'tenant.create'), 'Rasau'), 'A tenant was created: Rasau')
  assert.equal(titleWith(settingWords(sayInEnglish, 'rule.delete'), undefined), 'A rule was deleted')
})

test('every act that is news has words of its own', () => {
  for (const action of NEWS_ACTIONS) assert.notEqual(settingWords(sayInEnglish, action), action)
  assert.equal(
    new Set(NEWS_ACTIONS.map((action) => settingWords(sayInEnglish, action))).size,
    NEWS_ACTIONS.length,
  )
})
