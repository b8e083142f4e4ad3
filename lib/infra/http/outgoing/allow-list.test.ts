import assert from 'node:assert/strict'
import { test } from 'node:test'
import { DomainError } from '#lib/core/errors.ts'
import { platformId, tenantId } from '#lib/core/ids.ts'
import { operatorScope, type Scope } from '#lib/core/scope.ts'
import { admitAddress, parseAllowList, type AddressPolicy, type AllowEntry } from './allow-list.ts'
import { parseDenyList } from './deny-list.ts'

const A = platformId('018f0000-0000-7000-8000-00000000000a')
const B = platformId('018f0000-0000-7000-8000-00000000000b')
const ofA: Scope = { kind: 'platform', platformId: A }
const ofB: Scope = { kind: 'platform', platformId: B }
const tenantOfA: Scope = {
  kind: 'tenant',
  platformId: A,
  tenantId: tenantId('018f0000-0000-7000-8000-0000000000aa'),
}

const everybody: AllowEntry = { cidr: '10.0.0.0/8', port: 9100, platformId: null }
const onlyA: AllowEntry = { cidr: '192.168.7.0/24', port: 9100, platformId: A }

function policy(scope: Scope, more: Partial<AddressPolicy> = {}): AddressPolicy {
  return { scope, allow: [everybody, onlyA], publicPorts: [80, 443], deny: [], ...more }
}

test('a public address is open on the usual ports in every scope', () => {
  for (const scope of [operatorScope, ofA, tenantOfA]) {
    assert.deepEqual(admitAddress('1.1.1.1', 443, policy(scope)), { admitted: true, allowedBy: null })
    assert.equal(admitAddress('1.1.1.1', 25, policy(scope)).admitted, false)
  }
})

test('an entry opens exactly its range and port', () => {
  assert.deepEqual(admitAddress('10.1.2.3', 9100, policy(ofA)), { admitted: true, allowedBy: everybody })
  assert.equal(admitAddress('10.1.2.3', 9101, policy(ofA)).admitted, false)
  assert.equal(admitAddress('11.1.2.3', 9100, policy(ofA)).admitted, false)
})

test("a platform's entry opens nothing to another platform, and nothing to the operator's own URLs", () => {
  assert.deepEqual(admitAddress('192.168.7.1', 9100, policy(ofA)), { admitted: true, allowedBy: onlyA })
  assert.equal(admitAddress('192.168.7.1', 9100, policy(ofB)).admitted, false)
  assert.equal(admitAddress('192.168.7.1', 9100, policy(operatorScope)).admitted, false)
  assert.equal(admitAddress('10.1.2.3', 9100, policy(operatorScope)).admitted, true)
})

test('a URL typed in tenant scope never uses the list', () => {
  assert.equal(admitAddress('10.1.2.3', 9100, policy(tenantOfA)).admitted, false)
  assert.equal(admitAddress('192.168.7.1', 9100, policy(tenantOfA)).admitted, false)
})

test('no entry opens metadata or link-local addresses', () => {
  const allow = [0, 1].flatMap((kind) => [
    { cidr: kind === 0 ? '0.0.0.0/0' : '::/0', port: 80, platformId: null },
  ])
  for (const address of [
    '169.254.169.254',
    '168.63.129.16',
    '100.100.100.200',
    'fd00:ec2::254',
    'fd20:ce::254',
    'fe80::1',
    '::ffff:169.254.169.254',
    '0.0.0.0',
  ]) {
    assert.equal(admitAddress(address, 80, policy(operatorScope, { allow })).admitted, false, address)
  }
  assert.equal(admitAddress('127.0.0.1', 80, policy(operatorScope, { allow })).admitted, true)
})

test('a range that is denied is closed whatever else is open', () => {
  const closed = policy(ofA, { deny: parseDenyList('10.9.0.0/16, 1.1.1.0/24, 203.0.113.7').ranges })
  assert.equal(admitAddress('10.9.1.1', 9100, closed).admitted, false)
  assert.equal(admitAddress('1.1.1.1', 443, closed).admitted, false)
  assert.equal(admitAddress('10.8.1.1', 9100, closed).admitted, true)
  const refused = admitAddress('::ffff:10.9.1.1', 9100, closed)
  assert.ok(!refused.admitted && !refused.canBeAllowed)
  assert.match(refused.reason, /closed by OUTGOING_DENY \(10\.9\.0\.0\/16\)/)
  // By way of a translator that an entry opens.
  const nat = { cidr: '64:ff9b::/96', port: 443, platformId: null }
  const open = policy(operatorScope, { allow: [nat] })
  assert.equal(admitAddress('64:ff9b::203.0.113.7', 443, open).admitted, true)
  assert.equal(admitAddress('64:ff9b::203.0.113.7', 443, { ...open, deny: closed.deny }).admitted, false)
})

test('the reason names the address and what would open it', () => {
  const refused = admitAddress('10.1.2.3', 22, policy(ofA))
  assert.ok(!refused.admitted)
  assert.match(refused.reason, /10\.1\.2\.3 is not a public address.*10\.1\.2\.3 port 22/)
})

test('a list is read entry by entry', () => {
  assert.deepEqual(parseAllowList(' 10.0.0.0/8:9100, [fd00::/8]:443 ,fd12::/16:80,'), [
    { cidr: '10.0.0.0/8', port: 9100, platformId: null },
    { cidr: 'fd00::/8', port: 443, platformId: null },
    { cidr: 'fd12::/16', port: 80, platformId: null },
  ])
  assert.deepEqual(parseAllowList(''), [])
})

for (const faulty of [
  '10.0.0.0/8',
  '10.0.0.1:80',
  '10.0.0.0/33:80',
  'example.com/8:80',
  '10.0.0.0/8:0',
  '10.0.0.0/8:65536',
  ':80',
  '10.0.0.0/8:http',
]) {
  test(`the faulty entry ${faulty} is named`, () => {
    assert.throws(
      () => parseAllowList(`10.0.0.0/8:80, ${faulty}`),
      (error) =>
        error instanceof DomainError &&
        error.message.includes(JSON.stringify(faulty)) &&
        error.message.startsWith('OUTGOING_ALLOW'),
    )
  })
}
