import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { compressSync } from 'snappy'
import { decodeSnappy } from './decode-snappy.ts'
import { applyBatch } from './domain/head/apply-batch.ts'
import { Head } from './domain/head/head.ts'
import { readBatch } from './domain/head/read-batch.ts'
import { MalformedRequest, RequestTooLarge } from './domain/remote-write/malformed.ts'
import { label, request, sample, series } from './testing/proto.ts'

const NOW = 1_790_000_000_000
const ROUNDS = 20_000

const body = request(
  series(
    label('__name__', 'http_requests_total'),
    label('code', '200'),
    label('größe', '😀'),
    sample(NOW, 1),
    sample(NOW + 15_000, 2),
  ),
  series(label('__name__', 'up'), label('job', 'web'), sample(NOW, Number.NaN)),
)

interface Mutation {
  readonly kind: 'set' | 'cut' | 'repeat'
  readonly at: number
  readonly byte: number
}

const mutation = fc.record({
  kind: fc.constantFrom('set' as const, 'set' as const, 'cut' as const, 'repeat' as const),
  at: fc.nat(body.length - 1),
  byte: fc.nat(255),
})

function mutate(bytes: Uint8Array, { kind, at, byte }: Mutation): Uint8Array {
  if (bytes.length === 0) return bytes
  if (kind === 'set') return bytes.with(Math.min(at, bytes.length - 1), byte)
  const end = Math.min(bytes.length, at + byte)
  const [first, second] =
    kind === 'cut'
      ? [bytes.subarray(0, at), bytes.subarray(end)]
      : [bytes.subarray(0, end), bytes.subarray(at)]
  return Buffer.concat([first, second])
}

test('a block comes back as it was', () => {
  assert.deepEqual([...decodeSnappy(compressSync(body))], [...body])
  assert.equal(decodeSnappy(Uint8Array.of(0)).length, 0)
})

test(`${ROUNDS} mutated requests: each is written in part, refused by reason, or called unreadable, and quickly`, () => {
  const head = new Head(3_600_000, () => undefined)
  const lane = { platformId: 'p', tenantId: 't', tenantLabel: null, maxSeries: 1000 }
  const seen = new Set<string>()
  let slowest = 0
  const run = (payload: Uint8Array): void => {
    const start = performance.now()
    try {
      const batch = readBatch(decodeSnappy(payload), {
        lane,
        head,
        nowMs: NOW,
        resolveTenant: () => undefined,
        isShut: () => false,
      })
      applyBatch(batch, head, NOW)
      assert.ok(batch.outcome.accepted <= batch.samples)
      assert.ok(batch.outcome.accepted + batch.outcome.refusedTotal >= batch.samples)
      for (const reason of batch.outcome.refused.keys()) seen.add(reason)
      seen.add('read')
    } catch (error) {
      assert.ok(error instanceof MalformedRequest || error instanceof RequestTooLarge, String(error))
      seen.add(error.message.startsWith('snappy') ? 'snappy' : 'protobuf')
    }
    slowest = Math.max(slowest, performance.now() - start)
  }
  fc.assert(
    fc.property(fc.array(mutation, { minLength: 1, maxLength: 4 }), fc.boolean(), (mutations, isOutside) => {
      // Half of the time the protobuf is wrong, half of the time the snappy block around it.
      if (isOutside) run(mutations.reduce(mutate, compressSync(body)))
      else run(compressSync(mutations.reduce(mutate, body)))
    }),
    { numRuns: ROUNDS, seed: 20_261_121 },
  )
  assert.ok(slowest < 1000, `the slowest took ${slowest} ms`)
  for (const reached of [
    'read',
    'snappy',
    'protobuf',
    'invalid_utf8',
    'labels_unsorted',
    'too_old',
    'nul_byte',
  ]) {
    assert.ok(seen.has(reached), `no input led to ${reached}`)
  }
})
