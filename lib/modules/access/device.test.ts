import assert from 'node:assert/strict'
import { test } from 'node:test'
import { deviceOf } from './device.ts'

const SEEN: readonly (readonly [string | null, string])[] = [
  ['Mozilla/5.0 (X11; Linux x86_64; rv:130.0) Gecko/20100101 Firefox/130.0', 'Firefox 130 on Linux'],
  [
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36',
    'Chrome 131 on Windows',
  ],
  [
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1',
    'Safari 18 on iOS',
  ],
  ['curl/8.5.0', 'curl/8.5.0'],
  [null, 'Unknown device'],
  ['', 'Unknown device'],
  ['\u0000\u202e', 'Unknown device'],
]

for (const [agent, name] of SEEN) {
  test(`${JSON.stringify(agent).slice(0, 60)} is called ${name}`, () => {
    assert.equal(deviceOf(agent).name, name)
  })
}

test('an update of the browser is the same device, another browser or system is not', () => {
  const firefox = (version: number, system = 'X11; Linux x86_64') =>
    deviceOf(`Mozilla/5.0 (${system}; rv:${version}.0) Gecko/20100101 Firefox/${version}.0`).key
  assert.equal(firefox(130), firefox(131))
  assert.notEqual(firefox(130), firefox(130, 'Windows NT 10.0; Win64; x64'))
  assert.equal(deviceOf('curl/8.5.0').key, deviceOf('curl/8.6.1').key)
  assert.notEqual(deviceOf('curl/8.5.0').key, deviceOf('Wget/1.21').key)
})

test('a long or hostile user agent stays one short line', () => {
  const { name } = deviceOf(`<script>alert(1)</script>\r\nBcc: x@example.test ${'a'.repeat(5000)}`)
  assert.ok(name.length <= 60)
  assert.ok(!/[\r\n]/.test(name))
})
