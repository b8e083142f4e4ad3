import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { ROOT } from './bootstrap/checkout.mjs'
import { readNews } from './news.mjs'

const LOG = `# Changelog

What users notice ([a link](https://example.test)).

## [Unreleased]

### Added

- Charts of \`PromQL\`, over
  two lines, see [the guide](docs/guide.md).
- A second one.

## [1.0.0] - 2027-01-02

### Fixed

- A third one.
`

test('lines carry their release and kind, joined, with the words of links and the marks of code', () => {
  const news = readNews(LOG).map(({ release, kind, text }) => ({ release, kind, text }))
  assert.deepEqual(news, [
    { release: 'Unreleased', kind: 'Added', text: 'Charts of `PromQL`, over two lines, see the guide.' },
    { release: 'Unreleased', kind: 'Added', text: 'A second one.' },
    { release: '1.0.0, 2027-01-02', kind: 'Fixed', text: 'A third one.' },
  ])
})

test('a mark follows the words and nothing else: another line above, or another release, changes none', () => {
  const marks = readNews(LOG).map(({ mark }) => mark)
  const moved = LOG.replace('- A second one.', '- Something new.\n- A second   one.').replace(
    '[Unreleased]',
    '[1.1.0] - 2027-02-01',
  )
  const after = readNews(moved).map(({ mark }) => mark)
  assert.deepEqual(after.toSpliced(1, 1), marks)
  assert.ok(!marks.includes(after[1]))
})

test('what is no list stops the build, and so does a line that is indented wrongly', () => {
  for (const wrong of ['A sentence of its own.', '   - deeper'])
    assert.throws(() => readNews(LOG.replace('- A third one.', wrong)), /neither a heading nor a line/, wrong)
})

test('our own change log is read whole, and its marks differ', () => {
  const log = readFileSync(join(ROOT, 'CHANGELOG.md'), 'utf8')
  const news = readNews(log)
  assert.equal(news.length, Math.min(96, log.match(/^- /gm)?.length ?? 0))
  assert.equal(new Set(news.map(({ mark }) => mark)).size, news.length)
})
