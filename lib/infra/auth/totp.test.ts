import assert from 'node:assert/strict'
import { test } from 'node:test'
import { generate } from 'otplib'
import { newTotpSecret, qrSvg, totpUri, verifyTotp } from './totp.ts'

const NOW = new Date('2026-11-20T12:00:15Z') // the middle of a step
const STEP = BigInt(Math.floor(NOW.getTime() / 30_000))
const secret = newTotpSecret()
const at = (seconds: number): Date => new Date(NOW.getTime() + seconds * 1000)
const codeAt = async (moment: Date): Promise<string> =>
  await generate({ secret, epoch: Math.floor(moment.getTime() / 1000) })
const check = async (code: string, lastStep: bigint | null = null, now: Date = NOW): Promise<bigint | null> =>
  await verifyTotp({ secret, code, lastStep, now })

test('a secret has 160 bits in base 32, and no two are the same', () => {
  assert.match(secret, /^[A-Z2-7]{32}$/)
  assert.notEqual(newTotpSecret(), secret)
})

test('the code of this moment gives its time step', async () => {
  assert.equal(await check(await codeAt(NOW)), STEP)
})

test('the values of RFC 6238, appendix B, for SHA-1', async () => {
  const rfc = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ' // "12345678901234567890"
  for (const [seconds, code] of [
    [59, '287082'],
    [1_111_111_109, '081804'],
    [2_000_000_000, '279037'],
  ] as const) {
    const now = new Date(seconds * 1000)
    assert.equal(
      await verifyTotp({ secret: rfc, code, lastStep: null, now }),
      BigInt(Math.floor(seconds / 30)),
    )
  }
})

test('a code works once: its own step and every older one are refused', async () => {
  const code = await codeAt(NOW)
  assert.equal(await check(code, STEP - 1n), STEP)
  assert.equal(await check(code, STEP), null)
  assert.equal(await check(code, STEP + 1n), null)
  assert.equal(await check(code, STEP + 1000n), null, 'the clock was set back')
})

test('codes of other steps are refused, the last one passes for five seconds, the next one never', async () => {
  for (const steps of [-2, -1, 1, 2])
    assert.equal(await check(await codeAt(at(steps * 30))), null, `${steps} steps`)
  const edge = at(15) // the first second of the next step
  assert.equal(await check(await codeAt(at(14)), null, edge), STEP)
  assert.equal(await check(await codeAt(at(14)), null, at(15 + 6)), null)
  assert.equal(await check(await codeAt(at(14)), null, at(15 + 4)), STEP)
  assert.equal(await check(await codeAt(edge), null, at(14)), null, 'a second before its time')
})

test('what is no code of six digits is refused without an error', async () => {
  for (const code of ['', '12345', '1234567', 'abcdef', '12 456', '１２３４５６'])
    assert.equal(await check(code), null)
})

test('the address names issuer and account and is what the picture shows', () => {
  const uri = new URL(totpUri(secret, 'ada+x@example.com'))
  assert.equal(uri.protocol, 'otpauth:')
  assert.equal(uri.searchParams.get('secret'), secret)
  assert.equal(uri.searchParams.get('issuer'), 'Bailiwick')
  assert.ok(decodeURIComponent(uri.pathname).endsWith('Bailiwick:ada+x@example.com'))
  assert.match(qrSvg(uri.href), /<svg [^>]*viewBox=/)
})
