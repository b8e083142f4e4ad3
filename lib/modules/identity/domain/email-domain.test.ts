import assert from 'node:assert/strict'
import { test } from 'node:test'
import { domainOfEmail, isProved, normalizeDomain, proofValue } from './email-domain.ts'

test('a domain has one spelling', () => {
  for (const text of ['Example.COM', ' example.com ', 'example.com.', 'EXAMPLE.com'])
    assert.equal(normalizeDomain(text), 'example.com', text)
  assert.equal(normalizeDomain('bücher.example'), 'xn--bcher-kva.example')
  assert.equal(domainOfEmail('ada@sub.example.com'), 'sub.example.com')
  assert.equal(domainOfEmail('"a@evil.example"@example.com'), 'example.com')
})

test('what is no domain is refused', () => {
  for (const text of [
    '',
    'localhost',
    '127.0.0.1',
    '0x7f.1',
    '[::1]',
    'a@example.com',
    'https://example.com',
    'example.com/path',
    'example.com:443',
    '-a.example',
    'a..example',
    '*.example.com',
    'exa mple.com',
    '%65xample.com',
    '=1+1',
    '<b>.example',
    `${'a'.repeat(64)}.example`,
    `${'a.'.repeat(130)}example`,
  ]) {
    assert.equal(normalizeDomain(text), null, text)
  }
  for (const email of ['', 'ada', '@example.com', 'ada@', 'ada@localhost'])
    assert.equal(domainOfEmail(email), null, email)
})

test('a record proves a domain only by exactly our value, in however many pieces it comes', () => {
  assert.ok(isProved([['v=spf1 -all'], [proofValue('abc')]], 'abc'))
  assert.ok(isProved([['bailiwick-', 'domain=abc']], 'abc'))
  for (const records of [
    [],
    [[proofValue('abd')]],
    [[`x${proofValue('abc')}`]],
    [['bailiwick-domain='], ['abc']],
  ])
    assert.ok(!isProved(records, 'abc'))
})
