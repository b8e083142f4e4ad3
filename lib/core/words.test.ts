import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fill, sayInEnglish } from './say.ts'
import { retell, sayIn } from './words.ts'

test('a text is said in the language of its reader, with its values in their places', () => {
  assert.equal(sayIn('en')('{service} is down', { service: 'payments' }), 'payments is down')
  assert.equal(sayIn('ms')('{service} is down', { service: 'payments' }), 'payments terputus')
  assert.equal(sayIn('ms')('No samples yet.'), 'Belum ada sampel.')
  assert.equal(sayInEnglish('Samples of {metric} fill it.', { metric: 'up' }), 'Samples of up fill it.')
})

test('a value is no text: what stands in braces in it stays', () => {
  assert.equal(sayIn('ms')('{service} is down', { service: '{service} {x}' }), '{service} {x} terputus')
  assert.equal(fill('{a} of {b}', { a: 1 }), '1 of {b}')
})

test('what was written in English is told again in another language', () => {
  assert.equal(retell('ms', 'Its samples stopped.'), 'Sampelnya terhenti.')
  assert.equal(
    retell('ms', 'It was recorded under 7. Nothing of the request was kept.'),
    'Ia direkodkan di bawah 7. Tiada apa-apa daripada permintaan itu disimpan.',
  )
  assert.equal(retell('en', 'Its samples stopped.'), 'Its samples stopped.')
})

test('what somebody wrote stays as it is', () => {
  for (const text of ['', 'Payments is slow since noon', 'Samples', 'payments is down'])
    assert.equal(retell('ms', text), text)
})
