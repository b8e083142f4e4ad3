import assert from 'node:assert/strict'
import { test } from 'node:test'
import { englishText } from '#testing/language/english-text.ts'
import { countdownAnnouncement, countdownText } from './countdown-text.ts'

test('digits keep their places, and zero is reached only at the end', () => {
  assert.equal(countdownText(532_000), '08:52')
  assert.equal(countdownText(1), '00:01')
  assert.equal(countdownText(0), '00:00')
  assert.equal(countdownText(-5000), '00:00')
  assert.equal(countdownText(4_132_000), '1:08:52')
})

const t = englishText('ui')

test('it is announced at 60, 30 and 10 seconds and at the end only', () => {
  const spoken: string[] = []
  for (let ms = 75_000; ms >= -1000; ms -= 1000) {
    const text = countdownAnnouncement(t, ms)
    if (text !== spoken.at(-1)) spoken.push(text)
  }
  assert.deepEqual(spoken, ['', '60 seconds left', '30 seconds left', '10 seconds left', 'Time is up'])
})
