import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { OutgoingUseView } from '#lib/modules/access/schemas.ts'
import { englishText } from '#testing/language/english-text.ts'
import { closedWords, removalWords, usedByWords, usersOf } from './used-by.ts'

const t = englishText('sources')

const use = (name: string, entryId: string | null): OutgoingUseView => ({
  id: name,
  use: 'scrape',
  name,
  address: '10.1.2.3:9100',
  reach: entryId === null ? 'public' : 'allowed',
  words: '',
  entryId,
  canBeAllowed: false,
})

test('an entry names what uses it, and nothing that another one opens', () => {
  const users = usersOf(t, [use('node', 'a'), use('db', 'b'), use('site', null)], 'a')
  assert.deepEqual(users, ['the scrape node (10.1.2.3:9100)'])
  assert.equal(usedByWords(t, users), 'used by 1')
  assert.equal(usedByWords(t, []), 'not used')
})

test('removing says what it stops, three by name', () => {
  assert.match(removalWords(t, []), /^Nothing in sight uses it/)
  assert.equal(removalWords(t, ['one']), 'It is in use: one fails from the next try on.')
  assert.equal(
    removalWords(t, ['one', 'two', 'three', 'four']),
    'It is in use: one, two, three and 1 more fail from the next try on.',
  )
})

test('an entry that the settings close says so, and by what', () => {
  assert.equal(
    closedWords(t, { by: '10.9.0.0/16', isWhole: true }),
    'Opens nothing: the settings close it (OUTGOING_DENY, 10.9.0.0/16).',
  )
  assert.equal(
    closedWords(t, { by: 'db.internal', isWhole: false }),
    'Opens not all of it: the settings close a part (OUTGOING_DENY, db.internal).',
  )
})
