// Where a receiver is: what stands on the machine of the database is no outside witness, however its address is written.
import assert from 'node:assert/strict'
import { networkInterfaces } from 'node:os'
import { test } from 'node:test'
import { ownAddresses } from '#lib/infra/http/own-addresses.ts'
import { whyInside } from './receiver-place.ts'

const OWN = ['127.0.0.0/8', '::1/128', '0.0.0.0/32', '::/128', '10.1.2.3', '2001:db8::7', 'fe80::1%eth0']

test('an own address is inside in every notation, alone and among others', () => {
  for (const address of [
    '127.0.0.1',
    '127.9.9.9',
    '::1',
    '0:0:0:0:0:0:0:1',
    '::ffff:127.0.0.1',
    '::ffff:7f00:1',
    '0.0.0.0',
    '::',
    '10.1.2.3',
    '::ffff:a01:203',
    '2001:0DB8:0::7',
    'fe80::1%eth0',
    'fe80::1',
  ]) {
    assert.match(whyInside([address], OWN) ?? '', /^the receiver is on this machine \(/, address)
    assert.match(whyInside(['203.0.113.9', address], OWN) ?? '', /on this machine/, address)
  }
})

test('the neighbour of an own address is outside', () => {
  for (const address of ['10.1.2.4', '203.0.113.9', '2001:db8::8', 'fe80::2', '128.0.0.1', '::2'])
    assert.equal(whyInside([address], OWN), null, address)
  assert.equal(whyInside(['127.0.0.1'], []), null, 'who is told of no own address finds none')
})

test('a receiver of which nobody knows where it is does not count', () => {
  assert.equal(whyInside([], OWN), 'where the receiver is could not be found out')
})

test('the own addresses hold loopback and every interface of this machine', () => {
  const own = ownAddresses()
  const there = Object.values(networkInterfaces()).flatMap((of) => of ?? [])
  assert.ok(there.length > 0)
  for (const address of ['127.0.0.1', '127.0.0.2', '::1', ...there.map((one) => one.address)])
    assert.match(whyInside([address], own) ?? '', /on this machine/, address)
  assert.equal(whyInside(['203.0.113.9'], own), null)
})
