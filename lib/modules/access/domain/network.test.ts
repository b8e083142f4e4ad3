import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isNewPlace, networkOf } from './network.ts'

const EQUAL: readonly (readonly [string, string])[] = [
  ['203.0.113.7', '203.0.113.250'],
  ['::ffff:203.0.113.7', '203.0.113.250'],
  ['2001:db8:1::1', '2001:0db8:0001:5::2'],
  ['2001:DB8:1:2:3:4:5:6', '2001:db8:1::'],
  ['::1', '::2'],
]
for (const [one, two] of EQUAL) {
  test(`${one} and ${two} are one network`, () => assert.equal(networkOf(one), networkOf(two)))
}

const OTHER: readonly (readonly [string | null, string | null])[] = [
  ['203.0.113.7', '203.0.114.7'],
  ['2001:db8:1::1', '2001:db8:2::1'],
  ['2001::1', '2001:0:1::1'],
  [null, '203.0.113.7'],
]
for (const [one, two] of OTHER) {
  test(`${one} and ${two} are two networks`, () => assert.notEqual(networkOf(one), networkOf(two)))
}

test('the first sign-in is no news, the same device in the same network neither, anything else is', () => {
  const here = { device: 'Firefox|Linux|desktop', address: '203.0.113.7' }
  assert.ok(!isNewPlace([], here))
  assert.ok(!isNewPlace([{ ...here, address: '203.0.113.9' }], here))
  assert.ok(isNewPlace([{ ...here, device: 'Chrome|Linux|desktop' }], here))
  assert.ok(isNewPlace([{ ...here, address: '198.51.100.1' }], here))
})
