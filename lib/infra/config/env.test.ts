import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ConfigError, loadConfig, reachableHost } from './env.ts'

const refusal = (env: Record<string, string>): string => {
  try {
    loadConfig(env)
  } catch (error) {
    assert.ok(error instanceof ConfigError)
    return error.message
  }
  return ''
}

test('nothing has to be set, and an empty value is none', () => {
  const config = loadConfig({ PORT: '', PUBLIC_URL: '' })
  assert.deepEqual(
    [config.PORT, config.PUBLIC_URL, config.ENGINE_PUBLIC_URL, config.ENGINE_URL, config.WATCHER_URL],
    [
      3000,
      'http://localhost:3000',
      'http://localhost:9190',
      'http://127.0.0.1:9190',
      'http://127.0.0.1:9192',
    ],
  )
})

test('what people reach and what our own processes reach are told apart', () => {
  const config = loadConfig({
    HOST: '10.0.0.5',
    ENGINE_PORT: '9999',
    ENGINE_PUBLIC_URL: 'https://metrics.example/',
    WATCHER_URL: 'https://watcher.example/',
  })
  assert.equal(config.ENGINE_PUBLIC_URL, 'https://metrics.example')
  assert.equal(config.ENGINE_URL, 'http://10.0.0.5:9999')
  assert.equal(config.WATCHER_URL, 'https://watcher.example')
})

test('who is believed about callers: what is set, or the proxy that must stand on this machine', () => {
  const https = { PUBLIC_URL: 'https://ops.example' }
  const proxies = (env: Record<string, string>): string => loadConfig(env).TRUSTED_PROXIES
  assert.equal(proxies({}), 'none')
  assert.equal(proxies(https), '127.0.0.0/8, ::1')
  assert.equal(proxies({ ...https, HOST: '0.0.0.0' }), 'none')
  assert.equal(proxies({ ...https, TRUSTED_PROXIES: 'none' }), 'none')
  assert.equal(proxies({ TRUSTED_PROXIES: '10.1.0.0/16, ::1' }), '10.1.0.0/16, ::1')
  for (const wrong of ['proxy.example', '10.1.0.0/33', '10.1.0.0/', '10.1.0.1/8/8', 'fe80::1%eth0', 'all'])
    assert.match(refusal({ TRUSTED_PROXIES: wrong }), /^ {2}TRUSTED_PROXIES: addresses or networks/m, wrong)
})

test('lists of outgoing addresses are read at the start, and a faulty entry is named with what would be right', () => {
  const { OUTGOING_ALLOW, OUTGOING_DENY } = loadConfig({ OUTGOING_DENY: '10.9.0.0/16, db.internal' })
  assert.deepEqual([OUTGOING_ALLOW, OUTGOING_DENY], ['', '10.9.0.0/16, db.internal'])
  assert.match(
    refusal({ OUTGOING_DENY: '10.9.0.0/16, 10.0.0.0/33', OUTGOING_ALLOW: '10.0.0.0/8' }),
    /^ {2}OUTGOING_ALLOW: "10\.0\.0\.0\/8" is not CIDR:port.*\n {2}OUTGOING_DENY: "10\.0\.0\.0\/33" is no range.*write e\.g\. 10\.9\.0\.0\/16/m,
  )
})

test('a host that means every address is reached on this machine', () => {
  assert.deepEqual(['0.0.0.0', '::', '::1', '10.0.0.5', 'localhost'].map(reachableHost), [
    '127.0.0.1',
    '127.0.0.1',
    '[::1]',
    '10.0.0.5',
    'localhost',
  ])
})

test('every fault is named at once, with what would be right', () => {
  const message = refusal({
    PORT: 'many',
    BAILIWICK_SECRET: 'short',
    PUBLIC_URL: 'http://ops.example',
    REDIS_URL: 'http://redis.example',
    LOG_LEVEL: 'loud',
  })
  for (const line of [
    /^ {2}PORT: .*\d/m,
    /^ {2}BAILIWICK_SECRET: at least 32 characters/m,
    /^ {2}PUBLIC_URL: must be https/m,
    /^ {2}REDIS_URL: .*redis:\/\/ or rediss:\/\//m,
    /^ {2}LOG_LEVEL: one of trace, debug, info, warn, error/m,
  ]) {
    assert.match(message, line)
  }
})
