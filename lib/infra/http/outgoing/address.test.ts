import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { classifyAddress, isAddress, isAddressInside, isSameAddress, type AddressClass } from './address.ts'

const EXPECTED: Readonly<Record<AddressClass, readonly string[]>> = {
  public: [
    '1.1.1.1',
    '8.8.8.8',
    '93.184.216.34',
    '172.15.255.255',
    '172.32.0.1',
    '2606:4700:4700::1111',
    '::ffff:8.8.8.8',
  ],
  private: [
    '127.0.0.1',
    '127.255.255.254',
    '::1',
    '::ffff:127.0.0.1',
    '::ffff:7f00:1',
    '10.0.0.1',
    '172.16.0.1',
    '172.31.255.255',
    '192.168.1.1',
    '100.64.0.1',
    '192.0.2.1',
    '198.18.0.1',
    '240.0.0.1',
    'fc00::1',
    'fd12:3456::1',
    'fec0::1',
    '::127.0.0.1',
    '64:ff9b::7f00:1',
    '64:ff9b::808:808',
    '64:ff9b:1::a00:1',
    '2002:7f00:1::',
    '2002:808:808::1',
    '2001:0:4136:e378:8000:63bf:80ff:fffe',
    '2001:db8::1',
    '4000::1',
    '::ffff:0:10.0.0.1',
  ],
  never: [
    '0.0.0.0',
    '0.1.2.3',
    '::',
    '255.255.255.255',
    '224.0.0.1',
    'ff02::1',
    '169.254.169.254',
    '169.254.170.2',
    '169.254.0.1',
    '::ffff:169.254.169.254',
    'fe80::1',
    'fe80::1%eth0',
    'fe80::a9fe:a9fe',
    '168.63.129.16',
    '::ffff:168.63.129.16',
    '100.100.100.200',
    '192.0.0.192',
    'fd00:ec2::254',
    'fd00:ec2::23',
    'fd20:ce::254',
    'fd00:c1::a9fe:a9fe',
    'fd00:42::42',
    '64:ff9b::a9fe:a9fe',
    '64:ff9b:1::a9fe:a9fe',
    '2002:a9fe:a9fe::',
    '2001:0:a9fe:a9fe::1',
    '2001:0:808:808:0:0:5601:5601',
    '::169.254.169.254',
    '::ffff:0:169.254.169.254',
    '',
    'localhost',
    '127.0.0.1/8',
    '1.2.3.4.5',
  ],
}

for (const kind of ['public', 'private', 'never'] as const) {
  for (const address of EXPECTED[kind]) {
    test(`${address === '' ? 'an empty text' : address} is ${kind}`, () => {
      assert.equal(classifyAddress(address), kind)
    })
  }
}

const octet = fc.integer({ min: 0, max: 255 })
const group = fc.integer({ min: 0, max: 0xffff }).map((n) => n.toString(16))
const internal = fc.oneof(
  fc.tuple(fc.constant(10), octet, octet, octet),
  fc.tuple(fc.constant(127), octet, octet, octet),
  fc.tuple(fc.constant(172), fc.integer({ min: 16, max: 31 }), octet, octet),
  fc.tuple(fc.constant(192), fc.constant(168), octet, octet),
  fc.tuple(fc.constant(169), fc.constant(254), octet, octet),
  fc.tuple(fc.constant(100), fc.integer({ min: 64, max: 127 }), octet, octet),
)
const hex = (high: number, low: number): string => ((high << 8) | low).toString(16)

test('an internal IPv4 address is public in no notation', () => {
  fc.assert(
    fc.property(internal, ([a, b, c, d]) => {
      const dotted = [a, b, c, d].join('.')
      const groups = `${hex(a, b)}:${hex(c, d)}`
      const forms = [
        dotted,
        `::ffff:${dotted}`,
        `::${dotted}`,
        `64:ff9b::${groups}`,
        `64:ff9b:1::${groups}`,
        `2002:${groups}::1`,
      ]
      for (const form of forms) assert.notEqual(classifyAddress(form), 'public', form)
    }),
  )
})

test('no address that could be local is public in IPv6', () => {
  const local = fc.tuple(
    fc.constantFrom('fc00', 'fd00', 'fdff', 'fe80', 'febf', 'fec0', 'ff02', '2001:0', '2002', '64:ff9b'),
    group,
    group,
  )
  fc.assert(
    fc.property(local, ([prefix, x, y]) => {
      assert.notEqual(classifyAddress(`${prefix}:${x}::${y}`), 'public')
    }),
  )
})

test('no text makes the classification throw', () => {
  fc.assert(
    fc.property(fc.string(), (text) =>
      assert.ok(['public', 'private', 'never'].includes(classifyAddress(text))),
    ),
  )
})

test('a range holds its own kind of addresses only', () => {
  assert.equal(isAddressInside('10.1.2.3', '10.0.0.0/8'), true)
  assert.equal(isAddressInside('::ffff:10.1.2.3', '10.0.0.0/8'), true)
  assert.equal(isAddressInside('11.1.2.3', '10.0.0.0/8'), false)
  assert.equal(isAddressInside('fd00::1', 'fd00::/8'), true)
  assert.equal(isAddressInside('fd00::1', '0.0.0.0/0'), false)
  assert.equal(isAddressInside('10.0.0.1', '::/0'), false)
  assert.equal(isAddressInside('10.0.0.1', 'nonsense'), false)
  assert.equal(isAddressInside('nonsense', '0.0.0.0/0'), false)
})

test('notations of one address are the same address', () => {
  assert.equal(isSameAddress('::ffff:127.0.0.1', '127.0.0.1'), true)
  assert.equal(isSameAddress('0:0:0:0:0:0:0:1', '::1'), true)
  assert.equal(isSameAddress('127.0.0.1', '127.0.0.2'), false)
  assert.equal(isSameAddress('', ''), false)
})

test('names are no addresses', () => {
  assert.equal(isAddress('127.0.0.1'), true)
  assert.equal(isAddress('::1'), true)
  assert.equal(isAddress('localhost'), false)
})
