import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { OutgoingError } from './errors.ts'
import { parseTarget } from './target.ts'

const LOOPBACK = [
  'http://127.0.0.1/',
  'http://127.1/',
  'http://2130706433/',
  'http://0x7f000001/',
  'http://0177.0.0.1/',
  'http://017700000001/',
  'http://127.0.0.1./',
  'http://%31%32%37.0.0.1/',
  'http://１２７．０．０．１/',
  'http://①②⑦.⓪.⓪.①/',
  'http:127.0.0.1/',
  'http:\\\\127.0.0.1/',
  ' http://127.0.\n0.1/ ',
]

for (const url of LOOPBACK) {
  test(`${JSON.stringify(url)} is read as the address 127.0.0.1`, () => {
    const target = parseTarget(url, true)
    assert.equal(target.host, '127.0.0.1')
    assert.equal(target.isLiteral, true)
  })
}

test('an IPv6 address loses its brackets and keeps its port', () => {
  const target = parseTarget('https://[::ffff:127.0.0.1]:8443/x?y#z', false)
  assert.deepEqual([target.host, target.port, target.isLiteral], ['::ffff:7f00:1', 8443, true])
})

test('a name is no address, and the scheme gives the port', () => {
  const target = parseTarget('https://Example.COM/', false)
  assert.deepEqual([target.host, target.port, target.isLiteral], ['example.com', 443, false])
  assert.equal(parseTarget('http://example.com/', true).port, 80)
})

const REFUSED: readonly (readonly [url: string, why: RegExp])[] = [
  ['', /not a URL/],
  ['example.com', /not a URL/],
  ['//example.com', /not a URL/],
  ['http://[fe80::1%25eth0]/', /not a URL/],
  ['http://exa mple.com/', /not a URL/],
  ['http://1.2.3.4.5:99999/', /not a URL/],
  ['ftp://example.com/', /begins with https/],
  ['file:///etc/passwd', /begins with https/],
  ['gopher://example.com/', /begins with https/],
  ['data:text/plain,x', /begins with https/],
  ['javascript:alert(1)', /begins with https/],
  ['ws://example.com/', /begins with https/],
  ['https://user@example.com/', /user name/],
  ['https://:pass@example.com/', /user name/],
  ['https://user:pass@example.com/', /user name/],
  [`https://example.com/${'a'.repeat(2048)}`, /2048 characters/],
]

for (const [url, why] of REFUSED) {
  test(`${JSON.stringify(url.slice(0, 50))} is refused with the reason`, () => {
    assert.throws(
      () => parseTarget(url, true),
      (error) => error instanceof OutgoingError && error.fault === 'refused' && why.test(error.message),
    )
  })
}

test('plain http needs consent', () => {
  assert.throws(() => parseTarget('http://example.com/', false), /begins with https:\/\/\.$/)
})

test('no text makes the parser fail with anything but a refusal', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.webUrl()), fc.boolean(), (text, allowHttp) => {
      try {
        const target = parseTarget(text, allowHttp)
        assert.ok(target.host !== '' && target.port >= 0)
      } catch (error) {
        assert.ok(error instanceof OutgoingError)
      }
    }),
  )
})
