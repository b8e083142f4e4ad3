import assert from 'node:assert/strict'
import { test } from 'node:test'
import { networkKey } from './network.ts'

test('attempts are counted by one IPv4 address and by 64 bits of IPv6, however they are written', () => {
  assert.equal(networkKey('203.0.113.7'), '203.0.113.7/32')
  assert.equal(networkKey('::ffff:203.0.113.7'), '203.0.113.7/32')
  assert.equal(networkKey('2001:db8:1:2:3:4:5:6'), '2001:db8:1:2::/64')
  assert.equal(networkKey('2001:0DB8:0001:0002::9'), '2001:db8:1:2::/64')
  assert.equal(networkKey('2001:db8::9'), '2001:db8:0:0::/64')
  assert.equal(networkKey(null), 'unknown')
})
