import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { PaletteItem } from './palette-items.ts'
import { parseRecent, withRecent } from './recent.ts'

const item = (id: string, href = `/services/${id}`): PaletteItem => ({
  id,
  title: `Service ${id}`,
  detail: '',
  icon: 'pulse',
  act: { kind: 'open', href },
})

test('the newest stands first, each once, and eight are kept', () => {
  let text = '[]'
  for (const id of ['1', '2', '3', '1', '4', '5', '6', '7', '8', '9'])
    text = withRecent(parseRecent(text), item(id), `/services/${id}`)
  assert.deepEqual(
    parseRecent(text).map(({ id }) => id),
    ['9', '8', '7', '6', '5', '4', '1', '3'],
  )
})

test('what is no line of ours is left out', () => {
  const line = { id: '1', title: 'a', detail: '', icon: 'pulse', href: '/a' }
  assert.equal(parseRecent(JSON.stringify([line])).length, 1)
  const bad = [
    'no json',
    '{}',
    'null',
    JSON.stringify([{ ...line, href: 'https://elsewhere.example' }]),
    JSON.stringify([{ ...line, href: '//elsewhere.example' }]),
    JSON.stringify([{ ...line, href: 'javascript:alert(1)' }]),
    JSON.stringify([{ ...line, icon: 'constructor' }]),
    JSON.stringify([{ ...line, title: 7 }, null, 'x']),
  ]
  for (const text of bad) assert.deepEqual(parseRecent(text), [], text)
  assert.deepEqual(parseRecent(null), [])
})
