// Exports that somebody made by hand to fool a stranger: none of them holds, and none makes the verifier fall over.
import assert from 'node:assert/strict'
import { createHash, generateKeyPairSync } from 'node:crypto'
import { after, before, test } from 'node:test'
import { isRecord } from '#lib/core/unsafe.ts'
import { openChainWorld, type ChainWorld } from './testing/chain-world.ts'

let here: ChainWorld
let whole: string
let lines: string[]
before(async () => {
  here = await openChainWorld()
  for (let n = 0; n < 6; n += 1) await here.act(here.tenant, n)
  whole = await exported()
  lines = whole.trimEnd().split('\n')
})
after(async () => await here.close())

const chain = (): string => `tenant:${here.tenant.tenantId}`
const exported = async (more: { limit?: number; after?: string } = {}): Promise<string> =>
  await here.exported({ kind: 'platform', platformId: here.tenant.platformId }, { chain: chain(), ...more })
const withLine = (at: number, line: string): string => `${lines.with(at, line).join('\n')}\n`
const lineAt = (at: number): string => lines[at] ?? ''
function parsed(at: number): Record<string, unknown> {
  const value: unknown = JSON.parse(lineAt(at))
  assert.ok(isRecord(value))
  return { ...value }
}

test('an untouched export holds, with the line ends of a mail program too', async () => {
  assert.equal((await here.verify([whole])).code, 0)
  assert.equal((await here.verify([whole.replaceAll('\n', '\r\n')])).code, 0)
})

test('a record that is passed off as one of version 1, which nobody signs, is altered', async () => {
  const salt = Buffer.alloc(16, 7)
  const value = { actorName: 'Somebody else', ip: null, targetName: null, details: {} }
  const commitment = createHash('sha256').update(salt).update(JSON.stringify(value)).digest('hex')
  for (const at of [1, 3, 6]) {
    const forged = {
      ...parsed(at),
      v: 1,
      action: 'tenant.erase',
      commitment,
      signature: null,
      payload: { whole: { salt: salt.toString('hex'), value } },
    }
    const verdict = await here.verify([withLine(at, JSON.stringify(forged))])
    assert.deepEqual([verdict.code, verdict.fault, verdict.seq], [1, 'altered', String(at)], verdict.output)
  }
})

test('a name that stands twice, or is spelled otherwise, is altered', async () => {
  const line = lineAt(2)
  const crafted = [
    line.replace('{"type"', '{"action":"nothing.happened","type"'),
    line.replace('"action":"test.act"', '"action":"nothing.happened","action":"test.act"'),
    line.replace('test.act', String.raw`t\u0065st.act`),
    line.replace('"seq":"2"', '"seq": "2"'),
  ]
  for (const one of crafted) {
    assert.notEqual(one, line)
    const verdict = await here.verify([withLine(2, one)])
    assert.deepEqual([verdict.code, verdict.fault], [1, 'altered'], `${one}\n${verdict.output}`)
  }
})

test('a part without the next one is cut, whatever its last line says', async () => {
  const first = await exported({ limit: 6 })
  const alone = await here.verify([first])
  assert.deepEqual([alone.code, alone.fault], [1, 'tail_cut'], alone.output)
  const hidden = await here.verify([first.replace(/"next":"[^"]+"/, '"next":null')])
  assert.equal(hidden.code, 1, hidden.output)
  const rest = await exported({ after: `${chain()}@6` })
  assert.equal((await here.verify([first, rest])).code, 0)
  assert.equal((await here.verify([rest, first])).code, 1)
})

test('what holds no chain, or is no export, is answered by 2 and one sentence', async () => {
  const empty = await here.exported(here.tenant, { chain: 'tenant:00000000-0000-7000-8000-000000000000' })
  const unreadable = [
    empty,
    '',
    '\n\n',
    'null\n',
    '[]\n',
    '"bailiwick-audit-export"\n',
    `\uFEFF${whole}`,
    '{"type":"bailiwick-audit-export","version":3}\n',
  ]
  for (const text of unreadable) {
    const { code, output } = await here.verify([text])
    assert.equal(code, 2, `${text.slice(0, 60)} ${output}`)
    assert.equal(output.trimEnd().split('\n').length, 1, output)
  }
})

test('records that are no records are named, and nothing falls over', async () => {
  for (const line of [
    'null',
    '5',
    '"x"',
    '[]',
    '{}',
    '{"type":"entry"}',
    '{"type":"head"}',
    '{"type":"constructor"}',
  ]) {
    const { code, output } = await here.verify([withLine(3, line)])
    assert.equal(code, 1, `${line} ${output}`)
  }
  for (const name of ['seq', 'at', 'hash', 'prevHash', 'commitment', 'payload', 'signature', 'target', 'v'])
    for (const value of [null, {}, '__proto__']) {
      const { code, output } = await here.verify([
        withLine(3, JSON.stringify({ ...parsed(3), [name]: value })),
      ])
      assert.equal(code, 1, `${name} ${JSON.stringify(value)} ${output}`)
    }
})

test('a key of another kind, of another owner, or none at all checks nothing', async () => {
  const { publicKey } = generateKeyPairSync('x25519')
  const x25519 = publicKey.export({ format: 'der', type: 'spki' }).subarray(-32).toString('base64')
  assert.equal((await here.verify([whole], [], x25519)).code, 1)
  const pem = generateKeyPairSync('rsa', { modulusLength: 2048 }).publicKey.export({
    format: 'pem',
    type: 'spki',
  })
  for (const key of [String(pem), '/', 'AAAA', 'not a key'])
    assert.equal((await here.verify([whole], [], key)).code, 2, key)
})
