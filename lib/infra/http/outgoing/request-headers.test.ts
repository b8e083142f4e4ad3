import assert from 'node:assert/strict'
import { test } from 'node:test'
import { DomainError } from '#lib/core/errors.ts'
import { checkedHeaders, headersForOtherHost } from './request-headers.ts'

const refusedAs =
  (field: string) =>
  (error: unknown): boolean =>
    error instanceof DomainError && error.code === 'invalid_input' && error.faults[0]?.field === field

for (const name of [
  'Host',
  'HOST',
  'Metadata-Flavor',
  'X-aws-ec2-metadata-token',
  'X-AWS-EC2-Metadata-Token-TTL-Seconds',
  'Metadata',
  'Transfer-Encoding',
  'Content-Length',
  'Connection',
  'Upgrade',
]) {
  test(`${name} cannot be set`, () => {
    assert.throws(() => checkedHeaders({ [name]: 'x' }), refusedAs(`headers.${name.toLowerCase()}`))
  })
}

test('values with line breaks or control characters are refused', () => {
  for (const value of ['a\r\nHost: evil', 'a\nb', 'a\u0000b', 'a\u007fb']) {
    assert.throws(() => checkedHeaders({ 'X-Note': value }), refusedAs('headers.x-note'))
  }
})

test('names that are no names are refused', () => {
  for (const name of ['', 'a b', 'a:b', 'a\r\nb', 'ä']) {
    assert.throws(() => checkedHeaders({ [name]: 'x' }), refusedAs('headers'))
  }
})

test('other headers pass, with lower-case names', () => {
  assert.deepEqual(checkedHeaders({ Authorization: 'Bearer x', 'X-Note': 'fine' }), {
    authorization: 'Bearer x',
    'x-note': 'fine',
  })
})

test('credentials do not follow a redirect to another host', () => {
  const headers = checkedHeaders({ Authorization: 'Bearer x', Cookie: 'a=b', 'X-Note': 'fine' })
  assert.deepEqual(headersForOtherHost(headers), { 'x-note': 'fine' })
})
