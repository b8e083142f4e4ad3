import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fill, sayInEnglish } from './say.ts'
import { retell, retellEntry, retellNotice, retellReason, sayIn } from './words.ts'

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
  assert.equal(retellReason('ms', 'Its samples stopped.'), 'Sampelnya terhenti.')
  assert.equal(
    retell('ms', 'It was recorded under 7. Nothing of the request was kept.'),
    'Ia direkodkan di bawah 7. Tiada apa-apa daripada permintaan itu disimpan.',
  )
  assert.equal(retellReason('en', 'Its samples stopped.'), 'Its samples stopped.')
  assert.equal(retell('en', 'Sign in first.'), 'Sign in first.')
})

test('what stands in a place of a text may be a text itself', () => {
  assert.equal(retell('ms', 'your name is a text'), 'nama anda ialah teks')
  assert.equal(
    retell('ms', 'there are 50 channels of one member, and no more fit: Remove one that is no longer used.'),
    'sudah ada 50 saluran seorang ahli, dan tidak muat lagi: Alih keluar satu yang tidak lagi digunakan.',
  )
  assert.equal(retell('ms', 'at most 500 roles at once'), 'paling banyak 500 peranan serentak')
})

test('what somebody wrote stays as it is', () => {
  for (const text of ['', 'Payments is slow since noon', 'Samples', 'payments is down'])
    for (const tell of [retell, retellReason]) assert.equal(tell('ms', text), text)
})

test('a notice is told line by line, and a record with what stands in it', () => {
  assert.equal(
    retellNotice(
      'ms',
      'Reason: He leaves.\nIt waits until 2026-11-20 (UTC). Approve or refuse it on its page.',
    ),
    'Sebab: He leaves.\nIa menunggu hingga 2026-11-20 (UTC). Luluskan atau tolak pada halamannya.',
  )
  assert.equal(
    retellEntry('ms', 'Acknowledged after 2 m 16 s. 1 waiting step cancelled.'),
    'Diakui selepas 2 m 16 s. 1 langkah yang menunggu dibatalkan.',
  )
  assert.equal(
    retellEntry('ms', 'Paged Ada, Kwame (step 1) by e-mail.'),
    'Memanggil Ada, Kwame (langkah 1) melalui e-mel.',
  )
})
