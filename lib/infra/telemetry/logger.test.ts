import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { redactText } from './logger.ts'

const PLANTED: readonly (readonly [what: string, text: string, secret: string])[] = [
  ['an API key', 'key bw_live_abcDEF123456 used', 'abcDEF123456'],
  ['a source credential', 'bw_src_QmFzZTY0 refused', 'QmFzZTY0'],
  ['an invitation', 'GET /invitation/bwi_abc.def-123', 'abc.def-123'],
  ['a signing secret', 'signed with whsec_AbC+/9== today', 'AbC+/9=='],
  ['a bearer token', 'authorization: bearer abc.DEF~123', 'abc.DEF~123'],
  ['a JSON web token', 'token eyJhbGciOi.eyJzdWIiOi.c2lnbmF0dXJl seen', 'eyJzdWIiOi'],
  ['a password in an address', 'cannot reach postgres://staff:hunter2@db:5432/app', 'hunter2'],
  ['a password without a user', 'redis://:hunter2@cache:6379', 'hunter2'],
  ['an e-mail address', 'no member ada.lovelace+x@example.co.uk here', 'ada.lovelace'],
]

for (const [what, text, secret] of PLANTED) {
  test(`${what} is blanked out`, () => {
    const clean = redactText(text)
    assert.ok(!clean.includes(secret), clean)
    assert.match(clean, /\[redacted\]/)
  })
}

test('ordinary text stays as it is', () => {
  for (const text of [
    'incident 7 opened',
    'GET /api/v1/incidents?state=open',
    'https://example.com:8443/path',
    '12:30 @ ops',
    'Grüße ✓',
    'a\tb\nc',
  ]) {
    assert.equal(redactText(text), text)
  }
})

test('control characters are written out: nobody forges a line or colours a terminal', () => {
  assert.equal(redactText('a\u001b[31mred\u0000\r'), 'a\\x1b[31mred\\x00\\x0d')
})

test('text of any length is done at once', () => {
  const hard = [
    `${'a'.repeat(50_000)}@`,
    `//${'a:'.repeat(20_000)}`,
    'bearer '.repeat(5000),
    `eyJ${'a.'.repeat(20_000)}`,
    '@'.repeat(50_000),
  ]
  for (const text of hard) {
    const from = performance.now()
    redactText(text)
    assert.ok(
      performance.now() - from < 500,
      `${text.slice(0, 10)}… took ${Math.round(performance.now() - from)} ms`,
    )
  }
})

test('what was redacted once is not changed again', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      assert.equal(redactText(redactText(text)), redactText(text))
    }),
  )
})
