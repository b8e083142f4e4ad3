import assert from 'node:assert/strict'
import { argon2Sync } from 'node:crypto'
import { test } from 'node:test'
import { hashPassword, verifyPassword } from './password.ts'

const PASSWORD = 'a long and unusual pass phrase'
const unpadded = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64').replace(/=+$/, '')

/** A PHC string as another program would have written it. */
function foreignHash(
  password: string,
  cost: { memory: number; passes: number; parallelism: number },
): string {
  const salt = Buffer.from('0123456789abcdef')
  const tag = argon2Sync('argon2id', { message: password, nonce: salt, tagLength: 32, ...cost })
  const { memory, passes, parallelism } = cost
  return `$argon2id$v=19$m=${memory},t=${passes},p=${parallelism}$${unpadded(salt)}$${unpadded(tag)}`
}

test('a hash is a PHC string at the OWASP cost, and no two are the same', async () => {
  const [a, b] = [await hashPassword(PASSWORD), await hashPassword(PASSWORD)]
  assert.match(a, /^\$argon2id\$v=19\$m=19456,t=2,p=1\$[\w+/]{22}\$[\w+/]{43}$/)
  assert.notEqual(a, b)
})

test('the right password matches, any other does not', async () => {
  const stored = await hashPassword(PASSWORD)
  assert.deepEqual(await verifyPassword(stored, PASSWORD), { matches: true, needsRehash: false })
  for (const wrong of [`${PASSWORD} `, PASSWORD.toUpperCase(), '', PASSWORD.slice(0, -1)]) {
    assert.deepEqual(await verifyPassword(stored, wrong), { matches: false, needsRehash: false })
  }
})

test('one password typed on two keyboards is one password', async () => {
  const stored = await hashPassword('Müller und die Schwäne')
  assert.ok((await verifyPassword(stored, 'Müller und die Schwäne'.normalize('NFD'))).matches)
})

test('a hash of a lower cost matches and is to be made again', async () => {
  const old = foreignHash(PASSWORD, { memory: 8192, passes: 2, parallelism: 1 })
  assert.deepEqual(await verifyPassword(old, PASSWORD), { matches: true, needsRehash: true })
  assert.deepEqual(await verifyPassword(old, 'something else'), { matches: false, needsRehash: false })
  const strong = foreignHash(PASSWORD, { memory: 32_768, passes: 3, parallelism: 1 })
  assert.deepEqual(await verifyPassword(strong, PASSWORD), { matches: true, needsRehash: false })
})

test('nobody, and a hash that is none, never match, whatever is typed', async () => {
  for (const stored of [
    null,
    '',
    'secret',
    '$argon2i$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAA',
    '$2b$10$abc',
  ]) {
    assert.deepEqual(await verifyPassword(stored, PASSWORD), { matches: false, needsRehash: false })
  }
})

test('nobody costs what somebody costs', async () => {
  const stored = await hashPassword(PASSWORD)
  const median = async (hash: string | null): Promise<number> => {
    const times: number[] = []
    for (let round = 0; round < 9; round += 1) {
      const began = performance.now()
      await verifyPassword(hash, 'not the password')
      times.push(performance.now() - began)
    }
    return times.toSorted((a, b) => a - b)[4] ?? 0
  }
  await median(null)
  const [known, unknown] = [await median(stored), await median(null)]
  assert.ok(unknown > known / 2 && unknown < known * 2, `known ${known} ms, unknown ${unknown} ms`)
})
