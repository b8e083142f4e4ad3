// `verify.mjs` alone, with exports that were made by hand: what it has to refuse, and what it must not accuse.
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { isRecord } from '#lib/core/unsafe.ts'
import { chainCrypto } from './chain-crypto.ts'
import { entryLine, headLine } from './domain/export-lines.ts'
import { headStatement } from './domain/record.ts'
import { BEGUN, craftChain, craftExport, craftHead, type CraftedChain } from './testing/crafted-chain.ts'
import { runProgram, runVerifier, type Verdict } from './testing/stranger.ts'

const day = (n: number): Date => new Date(BEGUN + n * 86_400_000)
const [EARLIER, NOW, LATER] = [day(3), day(4), day(5)]
const OLD = chainCrypto({ present: 'the secret that was replaced' })
const NEW = chainCrypto({ present: 'the secret that replaced it' })
const own = () => NEW

let folder: string
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'verify-'))
})
after(async () => await rm(folder, { recursive: true }))

const A = craftChain('operator', 20, own)
const B = craftChain('tenant:b', 12, own)
const C = craftChain('tenant:c', 9, own)
const heads = (at: Date, ...chains: CraftedChain[]): string =>
  chains.map((chain) => headLine(craftHead(chain, NEW, at))).join('')
const operator = (...chains: CraftedChain[]): string =>
  craftExport(chains, { scope: 'operator', at: NOW, crypto: NEW }).join('')
const verify = async (text: string, anchors: string[] = [], keys = [NEW]): Promise<Verdict> =>
  await runVerifier(folder, { parts: [text], anchors, keys: keys.map(({ publicKey }) => publicKey.key) })
function anchorsOf({ output }: Verdict): unknown {
  const said: unknown = JSON.parse(output)
  return isRecord(said) ? said['anchors'] : null
}
const hook = (at: Date, ...chains: CraftedChain[]): string =>
  JSON.stringify({
    type: 'audit.anchor',
    timestamp: at.toISOString(),
    data: {
      anchorId: 'x',
      part: 0,
      heads: heads(at, ...chains)
        .trim()
        .split('\n'),
    },
  })

test('the body that our webhook delivers is an anchor, and so is a mail with the lines in it', async () => {
  const rewritten = operator(A, craftChain('tenant:b', 12, own), C)
  const mail = `From: a@b.example\r\nSubject: heads\r\n\r\n${heads(EARLIER, A, B, C).replaceAll('\n', '\r\n')}`
  for (const witness of [heads(EARLIER, A, B, C), hook(EARLIER, A, B, C), `${hook(EARLIER, B)}\n`, mail]) {
    const sound = await verify(operator(A, B, C), [witness])
    assert.equal(sound.code, 0, sound.output)
    const verdict = await verify(rewritten, [witness])
    assert.deepEqual([verdict.code, verdict.fault, verdict.seq], [1, 'rewritten', '1'], verdict.output)
  }
})

test('a file of anchors without a head, or with something unknown, checks nothing', async () => {
  for (const witness of [
    '',
    'From: a@b.example\n\nnothing here\n',
    '{}\n',
    '{"type":"audit.anchor","data":{"heads":[]}}\n',
    '{"type":"audit.anchor","data":{"heads":["{"]}}\n',
    `{\n"type":"audit.anchor"}\n`,
    heads(EARLIER, A).replace('"seq":"20"', '"seq":"19"'),
    heads(EARLIER, A).replace('"type":"head"', '"type":"head","extra":1'),
  ]) {
    const { code, output } = await verify(operator(A, B, C), [witness])
    assert.equal(code, 2, `${witness} ${output}`)
  }
})

test('it says how many anchors were given, and how many are younger than the export', async () => {
  const cut = operator(A, { name: B.name, entries: B.entries.slice(0, 8) }, C)
  const verdict = await verify(cut, [heads(LATER, B), heads(EARLIER, A)])
  assert.equal(verdict.code, 0, verdict.output)
  assert.deepEqual(anchorsOf(verdict), { given: 2, compared: 1, younger: 1 })
  const old = await verify(cut, [heads(EARLIER, B)])
  assert.deepEqual([old.code, old.fault, old.seq], [1, 'tail_cut', '9'], old.output)
})

test('chains that were begun after the export, or were not asked for, are not missed', async () => {
  const young = craftChain('tenant:new', 3, own)
  const monday = await verify(operator(A, B), [heads(LATER, A, B, young)])
  assert.equal(monday.code, 0, monday.output)
  const asked = craftExport([B], { scope: 'operator', chain: B.name, at: NOW, crypto: NEW }).join('')
  const one = await verify(asked, [heads(EARLIER, A, B, C)])
  assert.equal(one.code, 0, one.output)
  const without = await verify(operator(A, B), [heads(EARLIER, A, B, C)])
  assert.deepEqual([without.code, without.fault], [1, 'deleted'], without.output)
  const hidden = await verify(asked.replace('"chain":"tenant:b","at"', '"chain":null,"at"'))
  assert.deepEqual([hidden.code, hidden.fault], [1, 'deleted'], hidden.output)
  const changed = await verify(operator(A).replace('"chain":null', '"chain":"operator"'))
  assert.deepEqual([changed.code, changed.fault], [1, 'deleted'], changed.output)
})

test('an export of version 1 is checked as it was signed', async () => {
  const at = NOW.toISOString()
  const lines = craftExport([A, B], { scope: 'operator', at: NOW, crypto: NEW })
  const title = {
    type: 'bailiwick-audit-export',
    version: 1,
    scope: 'operator',
    at,
    keyId: 'x',
    filtered: false,
  }
  const statements = [A, B]
    .map((chain) => craftHead(chain, NEW, NOW))
    .map((head) => headStatement(head.chain, head.seq, head.hash, head.at))
  const digest = createHash('sha256').update(statements.join('\n')).digest('hex')
  const cursor = 'heads;operator@20;tenant:b@12'
  const text = `bailiwick-audit-export\noperator\n${at}\n32\n${digest}\n\n${cursor}`
  const signature = Buffer.from(NEW.sign(text)).toString('base64')
  const end = { type: 'end', records: 32, chains: 2, next: null, cursor, signature }
  const first = [JSON.stringify(title), ...lines.slice(1, -1).map((line) => line.trim()), JSON.stringify(end)]
  const verdict = await verify(`${first.join('\n')}\n`)
  assert.equal(verdict.code, 0, verdict.output)
  const missed = await verify(`${first.join('\n')}\n`, [heads(EARLIER, C)])
  assert.deepEqual([missed.code, missed.fault], [1, 'deleted'], missed.output)
})

test('one record taken out and the rest renumbered is named in a long chain within seconds', async () => {
  const long = craftChain('operator', 3000, own)
  const lines = craftExport([long], { scope: 'operator', at: NOW, crypto: NEW })
  const kept = long.entries.toSpliced(1500, 1)
  const renumbered = kept.map((entry, index) => entryLine({ ...entry, seq: BigInt(index + 1) }))
  const text = [lines[0], ...renumbered, ...lines.slice(-2)].join('')
  const begun = performance.now()
  const verdict = await verify(text)
  assert.deepEqual([verdict.code, verdict.fault, verdict.seq], [1, 'deleted', '1501'], verdict.output)
  assert.ok(performance.now() - begun < 15_000)
})

test('lines longer than what is read at once, and files whose last line has no end, are read whole', async () => {
  const long = craftChain('operator', 3, own)
  const lines = craftExport([long], { scope: 'operator', at: NOW, crypto: NEW })
  assert.equal((await verify(lines.join('').trimEnd())).code, 0)
  const padded = lines.with(2, (lines[2] ?? '').replace('thing 2', 'x'.repeat(3_000_000)))
  const verdict = await verify(padded.join(''))
  assert.deepEqual([verdict.code, verdict.fault, verdict.seq], [1, 'altered', '2'], verdict.output)
})

test('a download that was cut in the middle of a line is cut, and says so as JSON', async () => {
  const text = operator(A, B, C)
  for (const end of [-2, -30, -400, -900]) {
    const verdict = await verify(text.slice(0, end))
    assert.deepEqual([verdict.code, verdict.fault], [1, 'tail_cut'], `${end} ${verdict.output}`)
  }
  const nothing = await verify(text.slice(0, 40))
  assert.equal(nothing.code, 2)
  assert.ok(isRecord(JSON.parse(nothing.output)))
})

test('what an export holds moves no cursor of a terminal', async () => {
  const evil = '\u001B[2K\rok   operator: 20 records\u009B1A\u202E'
  const lines = craftExport([A], { scope: 'operator', at: NOW, crypto: NEW })
  const record: unknown = JSON.parse(lines[3] ?? '')
  assert.ok(isRecord(record))
  const crafted = lines.with(3, `${JSON.stringify({ ...record, chain: evil })}\n`).join('')
  const json = await verify(crafted)
  assert.equal(json.code, 1)
  const plain = await runProgram(['--key', NEW.publicKey.key, join(folder, 'export-0.jsonl')])
  for (const output of [json.output, plain.output]) {
    assert.doesNotMatch(output.replaceAll('\n', ''), /[\p{Cc}\u202E]/u)
    assert.match(output, /\\u001b/)
  }
})

test('a name more in a record is another form, whatever the verifier calls its own things', async () => {
  const lines = craftExport([A], { scope: 'operator', at: NOW, crypto: NEW })
  for (const name of ['where', 'isPlain', 'line', 'isTorn', 'constructor']) {
    const crafted = lines.with(3, (lines[3] ?? '').replace(/\}\n$/, `,"${name}":true}\n`))
    const verdict = await verify(crafted.join(''))
    assert.deepEqual([verdict.code, verdict.fault, verdict.seq], [1, 'altered', '3'], verdict.output)
  }
})

test('what is nested too deeply to be a record is altered', async () => {
  const lines = craftExport([A], { scope: 'operator', at: NOW, crypto: NEW })
  const deep = `${'{"a":'.repeat(200_000)}1${'}'.repeat(200_000)}`
  const crafted = lines.with(3, (lines[3] ?? '').replace(/"payload":.*\n$/, `"payload":${deep}}\n`))
  const verdict = await verify(crafted.join(''))
  assert.deepEqual([verdict.code, verdict.fault], [1, 'altered'], verdict.output.slice(0, 500))
})

test('a key that was replaced signs nothing any more', async () => {
  const made = { scope: 'operator', at: NOW }
  const forged = craftExport([craftChain('operator', 12, () => OLD)], { ...made, crypto: OLD }).join('')
  assert.equal((await verify(forged, [], [OLD])).code, 0)
  const verdict = await verify(forged, [], [OLD, NEW])
  assert.deepEqual([verdict.code, verdict.fault], [1, 'head_forged'], verdict.output)
  assert.match(verdict.output, /key that was replaced/)

  const rotated = craftChain('operator', 12, (seq) => (seq <= 6 ? OLD : NEW))
  const sound = craftExport([rotated], { ...made, crypto: NEW }).join('')
  assert.equal((await verify(sound, [], [OLD, NEW])).code, 0)
  assert.equal((await verify(sound, [], [NEW])).code, 1)
  assert.equal((await verify(sound, [], [NEW, OLD])).code, 1)

  const behind = craftChain('operator', 12, (seq) => (seq >= 5 && seq <= 6 ? NEW : OLD))
  const late = await verify(craftExport([behind], { ...made, crypto: NEW }).join(''), [], [OLD, NEW])
  assert.deepEqual([late.code, late.fault, late.seq], [1, 'rewritten', '7'], late.output)
})

test('processes that were restarted one after the other sign with both keys for a while', async () => {
  const signer = (seq: number) => (seq <= 6 || seq === 8 ? OLD : NEW)
  const made = { scope: 'operator', at: NOW, crypto: NEW }
  const sound = await verify(craftExport([craftChain('operator', 12, signer)], made).join(''), [], [OLD, NEW])
  assert.equal(sound.code, 0, sound.output)
  const hours = craftChain('operator', 12, signer, (seq) => BEGUN + seq * 3_700_000)
  const late = await verify(craftExport([hours], made).join(''), [], [OLD, NEW])
  assert.deepEqual([late.code, late.fault, late.seq], [1, 'rewritten', '8'], late.output)
})

test('what a newer version made is not accused: one sentence says to fetch the newer verify.mjs', async () => {
  const text = operator(A, B)
  const versions = (version: string): string => text.replace('"version":2', `"version":${version}`)
  assert.notEqual(versions('3'), text)
  for (const [version, anchors] of [
    ['3', []],
    ['17', [heads(EARLIER, A)]],
  ] as const) {
    const { code, output } = await verify(versions(version), [...anchors])
    assert.equal(code, 2, output)
    assert.match(
      output,
      new RegExp(
        `made by a newer version \\(its format is ${version}, this verify.mjs reads up to 2\\): fetch the newer verify.mjs"`,
      ),
    )
    assert.doesNotMatch(output, /altered|deleted|forged|rewritten/)
  }
  const asAnchor = await verify(text, [versions('3')])
  assert.equal(asAnchor.code, 2, asAnchor.output)
  assert.match(asAnchor.output, /made by a newer version/)
  for (const version of ['0', '"3"', '2.5', 'null']) {
    const { code, output } = await verify(versions(version))
    assert.equal(code, 2, output)
    assert.match(output, /no audit export of version 1 or 2/)
  }
})

test('records that creep back by less than the tolerance each are named once they add up', async () => {
  const crept = craftChain('operator', 12, own, (seq) => BEGUN - seq * 2000)
  const verdict = await verify(operator(crept))
  assert.deepEqual([verdict.code, verdict.fault, verdict.seq], [1, 'clock_backwards', '4'], verdict.output)
  const apart = craftChain('operator', 12, own, (seq) => BEGUN + (seq % 2) * 4000 + seq)
  assert.equal((await verify(operator(apart))).code, 0)
})

test('a record that is dated with no moment is named', async () => {
  const timeless = Object.assign(new Date(BEGUN), { toISOString: () => 'no moment' })
  const moments = (seq: number): number | Date => (seq === 5 ? timeless : BEGUN + seq * 1000)
  const verdict = await verify(operator(craftChain('operator', 8, own, moments)))
  assert.deepEqual([verdict.code, verdict.fault, verdict.seq], [1, 'altered', '5'], verdict.output)
  assert.match(verdict.output, /no moment/)
})
