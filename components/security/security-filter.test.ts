import assert from 'node:assert/strict'
import { test } from 'node:test'
import { chosenOf, readSecurityFilter, securityHref, securityFaults } from './security-filter.ts'

test('what an address says is read, asked for, and written again', () => {
  const filter = readSecurityFilter({
    kind: 'sign-in.failed',
    severity: 'critical',
    address: ' 203.0.113.7 ',
  })
  assert.deepEqual(filter, { kind: 'sign-in.failed', severity: 'critical', address: '203.0.113.7' })
  assert.equal(
    securityHref(filter, 'operator'),
    '/security?scope=operator&kind=sign-in.failed&severity=critical&address=203.0.113.7',
  )
  assert.deepEqual(chosenOf({ ...filter, kind: '' }), { severity: 'critical', address: '203.0.113.7' })
})

test('an address that says nothing narrows nothing', () => {
  const filter = readSecurityFilter({})
  assert.deepEqual(chosenOf(filter), {})
  assert.equal(securityHref(filter, 'operator'), '/security?scope=operator&view=usual')
  assert.deepEqual(securityFaults({}), [])
})

test('what an address says wrongly falls back, and a notice says so', () => {
  const wrong = { kind: 'burglary', severity: ['huge', 'info'], address: '<b>' }
  assert.deepEqual(readSecurityFilter(wrong), { kind: '', severity: '', address: '' })
  assert.equal(securityFaults(wrong).length, 3)
  for (const address of ['1.2.3', '1.2.3.256', '1.2.3.4.5', ':::', '[::1]', '::1/64'])
    assert.equal(readSecurityFilter({ address }).address, '', address)
  for (const address of ['203.0.113.7', '2001:db8::1', '::ffff:203.0.113.7'])
    assert.equal(readSecurityFilter({ address }).address, address)
})
