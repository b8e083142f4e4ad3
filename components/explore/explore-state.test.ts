import assert from 'node:assert/strict'
import { test } from 'node:test'
import { DEFAULT_RANGE } from '#lib/core/time-range.ts'
import { englishText } from '#testing/language/english-text.ts'
import { noticeText } from './explore-notice.ts'
import { exploreGrid, exploreHref, fitsAddress, letterOf, readExplore } from './explore-state.ts'

const t = englishText('explore')
const read = (search: string) => readExplore(new URLSearchParams(search))

test('an empty address asks nothing, over the range, as a chart', () => {
  assert.deepEqual(read(''), {
    state: { queries: [''], kind: 'range', view: 'chart', step: null, unit: '' },
    notices: [],
  })
})

test('whatever is asked comes back from its own address', () => {
  for (const search of [
    'q=up',
    'q=up&q=rate(a[5m])&view=table&step=5m&unit=s',
    'q=up&kind=instant&view=json&unit=bytes%2Fs',
    `q=${encodeURIComponent('sum by (job) (up{job=~"a|b", x="ü&=+#"})')}`,
    'q=&q=up',
  ]) {
    const { state, notices } = read(search)
    assert.deepEqual(notices, [])
    const href = exploreHref(state, DEFAULT_RANGE, 'tenant:x')
    assert.ok(href.startsWith('/explore?scope=tenant:x&'), href)
    assert.deepEqual(read(href.split('?')[1] ?? '').state, state)
  }
})

test('time zone and refresh go along; what is as usual stands in no address', () => {
  const kept = new URLSearchParams('zone=utc&refresh=off')
  const { state } = read('')
  assert.equal(
    exploreHref(state, DEFAULT_RANGE, 'operator', kept),
    '/explore?scope=operator&zone=utc&refresh=off',
  )
})

test('each parameter that cannot be used gives way to the usual, and a whole sentence says so', () => {
  for (const search of [
    'kind=never',
    'view=%3Cscript%3E',
    'step=1',
    'unit=apples',
    `q=${'a'.repeat(4000)}`,
    Array.from({ length: 9 }, () => 'q=up').join('&'),
  ]) {
    const { state, notices } = read(search)
    assert.equal(notices.length, 1, search)
    for (const notice of notices) assert.match(noticeText(t, notice), /^(The|This) .+\.$/)
    assert.ok(state.queries.length <= 5 && state.kind === 'range' && state.step === null && state.unit === '')
  }
})

test('an instant query has no chart', () => {
  assert.equal(read('kind=instant').state.view, 'table')
  assert.equal(read('kind=instant&view=chart').state.view, 'table')
})

test('the step is chosen by the length of the range, and the range lies on its grid', () => {
  const to = Date.parse('2026-11-20T14:03:07Z')
  for (const [hours, step] of [
    [0.25, 5],
    [1, 15],
    [6, 120],
    [24, 600],
    [720, 14_400],
  ] as const) {
    const { grid, notice } = exploreGrid({ fromMs: to - hours * 3_600_000, toMs: to }, null)
    assert.deepEqual([grid.step, notice], [step, null], `${hours} h`)
    assert.ok(grid.to % step === 0 && grid.from % step === 0 && grid.to <= to / 1000)
  }
})

test('a step that is too fine for the range is left aside, and told', () => {
  const range = { fromMs: 0, toMs: 30 * 86_400_000 }
  assert.equal(exploreGrid(range, '5s').grid.step, 14_400)
  const { notice } = exploreGrid(range, '5s')
  assert.ok(notice !== null)
  assert.match(noticeText(t, notice), /^A step of 5s .* chosen by itself/)
  assert.deepEqual(exploreGrid(range, '1h'), { grid: { from: 0, to: 2_592_000, step: 3600 }, notice: null })
})

test('an address has room for a few thousand characters', () => {
  assert.ok(fitsAddress(['a'.repeat(2900)]))
  assert.ok(!fitsAddress(['a'.repeat(1600), 'a'.repeat(1600)]))
  assert.ok(!fitsAddress(['{'.repeat(1200)]), 'as it is written in the address')
})

test('queries are lettered', () => assert.deepEqual([0, 1, 4].map(letterOf), ['A', 'B', 'E']))
