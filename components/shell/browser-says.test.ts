import assert from 'node:assert/strict'
import { test } from 'node:test'
import { englishText } from '#testing/language/english-text.ts'
import { browserSays, sayWith } from './browser-says.ts'

const cancel = () => browserSays('code', (t) => t('cancel'))

test('the browser speaks as the page that runs does, and says a code without one', () => {
  assert.equal(cancel(), 'code')
  const [first, next] = [englishText('ui'), englishText('ui')]
  const stopFirst = sayWith(first)
  assert.equal(cancel(), 'Cancel')
  const stopNext = sayWith(next)
  stopFirst()
  assert.equal(cancel(), 'Cancel', 'the page before takes nothing along that is not its own')
  stopNext()
  assert.equal(cancel(), 'code')
})
