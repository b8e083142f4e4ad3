import assert from 'node:assert/strict'
import { test } from 'node:test'
import { DomainError } from '#lib/core/errors.ts'
import { leadsInside, overlapOf } from './address.ts'
import { closedPartOf, deniedName, parseDenyList } from './deny-list.ts'

test('a list is read entry by entry: ranges, single addresses, names', () => {
  assert.deepEqual(parseDenyList(' 10.9.0.0/16, 192.0.2.7,FD00:9::/32 ,::1, DB.internal,localhost,'), {
    ranges: [
      { cidr: '10.9.0.0/16', by: '10.9.0.0/16' },
      { cidr: '192.0.2.7/32', by: '192.0.2.7' },
      { cidr: 'fd00:9::/32', by: 'fd00:9::/32' },
      { cidr: '::1/128', by: '::1' },
    ],
    names: ['db.internal', 'localhost'],
  })
  assert.deepEqual(parseDenyList(''), { ranges: [], names: [] })
})

for (const faulty of [
  '10.0.0.0/33',
  '10.0.0.0/',
  '10.0.0.0/8/8',
  '10.1.2',
  '10.0.0.0/8:80',
  '10.0.0.1:80',
  'fd00::/129',
  'fe80::1%eth0',
  '::ffff:10.0.0.1',
  '::ffff:a00:0/104',
  '[fd00::1]',
  'https://db.internal',
  '*.internal',
  'db.internal/16',
  'db..internal',
  '-db.internal',
  '<b>',
  'a b',
]) {
  test(`the faulty entry ${faulty} is named, with what would be right`, () => {
    assert.throws(
      () => parseDenyList(`10.0.0.0/8, ${faulty}`),
      (error) =>
        error instanceof DomainError &&
        error.message.startsWith('OUTGOING_DENY: ') &&
        error.message.includes(JSON.stringify(faulty)) &&
        error.message.includes('10.9.0.0/16'),
    )
  })
}

test('a name closes itself and what is below it, in every spelling', () => {
  for (const host of ['db.internal', 'DB.Internal', 'db.internal.', 'one.db.internal'])
    assert.equal(deniedName(host, ['db.internal']), 'db.internal', host)
  for (const host of ['mydb.internal', 'internal', 'db.internal.example', '10.0.0.1'])
    assert.equal(deniedName(host, ['db.internal']), null, host)
})

test('an address leads into a range directly and by every mechanism of transition', () => {
  for (const address of [
    '10.9.1.1',
    '::ffff:10.9.1.1',
    '64:ff9b::10.9.1.1',
    '2002:a09:101::',
    '::ffff:0:10.9.1.1',
  ])
    assert.ok(leadsInside(address, '10.9.0.0/16'), address)
  for (const address of ['10.8.1.1', '::1', '64:ff9b::10.8.1.1', 'fd00::a09:101', 'nothing'])
    assert.ok(!leadsInside(address, '10.9.0.0/16'), address)
})

test('an entry of the allowed ones is closed whole, in part or not at all', () => {
  const { ranges } = parseDenyList('10.9.0.0/16, 10.8.1.0/24, fd00:9::/32')
  assert.deepEqual(closedPartOf('10.9.3.0/24', ranges), { by: '10.9.0.0/16', isWhole: true })
  assert.deepEqual(closedPartOf('10.9.0.0/16', ranges), { by: '10.9.0.0/16', isWhole: true })
  assert.deepEqual(closedPartOf('10.8.0.0/16', ranges), { by: '10.8.1.0/24', isWhole: false })
  assert.deepEqual(closedPartOf('fd00:9:1::/48', ranges), { by: 'fd00:9::/32', isWhole: true })
  assert.equal(closedPartOf('10.7.0.0/16', ranges), null)
  assert.equal(overlapOf('10.0.0.0/8', 'fd00::/8'), 'none')
})
