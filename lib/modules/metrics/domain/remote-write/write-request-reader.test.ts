import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { field, label, request, sample, series, varint } from '../../testing/proto.ts'
import { isStale } from '../stale.ts'
import { MalformedRequest, RequestTooLarge } from './malformed.ts'
import { parseLabels } from './parse-labels.ts'
import { WriteRequestReader } from './write-request-reader.ts'
import { WriteRequestWriter } from './write-request-writer.ts'

interface Read {
  labels: readonly string[] | string
  samples: [number, number][]
  histograms: number
}

function readAll(body: Uint8Array): Read[] {
  const reader = new WriteRequestReader(body)
  const all: Read[] = []
  while (reader.next()) {
    const samples: [number, number][] = []
    for (let at = reader.samplesStart; at < reader.samplesEnd; at++) {
      samples.push([reader.times[at] ?? -1, reader.values[at] ?? -1])
    }
    const labels = parseLabels(reader.labelBytes, reader.labelsStart, reader.labelsEnd)
    all.push({ labels, samples, histograms: reader.histograms })
  }
  return all
}

test('reads series with their labels and samples', () => {
  const body = request(
    series(label('__name__', 'up'), label('job', 'web'), sample(1000, 1), sample(2000, 0.5)),
    series(label('__name__', 'empty')),
  )
  assert.deepEqual(readAll(body), [
    {
      labels: ['__name__', 'up', 'job', 'web'],
      samples: [
        [1000, 1],
        [2000, 0.5],
      ],
      histograms: 0,
    },
    { labels: ['__name__', 'empty'], samples: [], histograms: 0 },
  ])
})

test('passes over metadata, exemplars and fields it does not know', () => {
  const unknown = [
    ...field(15, [1, 2, 3]),
    (14 << 3) | 0,
    5,
    (13 << 3) | 1,
    1,
    2,
    3,
    4,
    5,
    6,
    7,
    8,
    (12 << 3) | 5,
    1,
    2,
    3,
    4,
  ]
  const body = request(
    field(3, [8, 1, 18, 1, 65]),
    unknown,
    series(label('__name__', 'up'), sample(1, 1), field(3, [1]), unknown, sample(2, 2)),
  )
  assert.deepEqual(readAll(body), [
    {
      labels: ['__name__', 'up'],
      samples: [
        [1, 1],
        [2, 2],
      ],
      histograms: 0,
    },
  ])
})

test('counts native histograms', () => {
  const body = request(series(label('__name__', 'h'), field(4, [1, 2]), field(4, [])))
  assert.deepEqual(
    readAll(body).map((read) => read.histograms),
    [2],
  )
})

test('labels and samples may come in any order; the labels have the same hash', () => {
  const parts = [label('__name__', 'up'), label('job', 'web')]
  const body = request(
    series(...parts, sample(1, 1)),
    series(sample(1, 1), ...parts),
    series(parts[0] ?? [], sample(1, 1), parts[1] ?? [], sample(2, 2)),
  )
  const reader = new WriteRequestReader(body)
  const hashes = new Set<number>()
  while (reader.next()) hashes.add(reader.labelsHash)
  assert.equal(hashes.size, 1)
  assert.deepEqual(
    readAll(body).map((read) => read.labels),
    [1, 2, 3].map(() => ['__name__', 'up', 'job', 'web']),
  )
})

test('reads negative times, times of 64 bits and absent fields', () => {
  const body = request(series(label('__name__', 'a'), sample(-5, 1), sample(2n ** 63n - 1n, 2), field(2, [])))
  const [read] = readAll(body)
  assert.deepEqual(
    read?.samples.map(([time]) => Math.sign(time)),
    [-1, 1, 0],
  )
  assert.ok((read.samples[1]?.[0] ?? 0) > 9e18)
})

test('keeps the bits of the staleness marker, and of it alone', () => {
  const writer = new WriteRequestWriter()
  writer.addStale(['__name__', 'a'], 1)
  writer.add(['__name__', 'a'], 2, Number.NaN)
  writer.add(['__name__', 'a'], 3, 7)
  const reader = new WriteRequestReader(writer.finish())
  while (reader.next());
  assert.deepEqual(
    [0, 1, 2].map((at) => isStale(reader.values, at)),
    [true, false, false],
  )
  assert.ok(Number.isNaN(reader.values[0]))
})

test('refuses bytes that are no request, naming what and where', () => {
  const cases: [string, Uint8Array, RegExp][] = [
    ['cut off', request(series(label('__name__', 'up'), sample(1, 1))).slice(0, -3), /cut off/],
    ['length beyond the end', Uint8Array.from([0x0a, ...varint(2n ** 40n)]), /cut off/],
    ['endless varint', Uint8Array.from(Array.from({ length: 20 }, () => 0xff)), /longer than 10 bytes/],
    ['group', Uint8Array.from([(1 << 3) | 3, (1 << 3) | 4]), /wire type 3/],
    ['field 0', Uint8Array.from([2, 0]), /number 0/],
    ['value of 8 bytes cut off', request(series(field(2, [0x09, 1, 2]))), /cut off/],
  ]
  for (const [name, body, message] of cases) {
    assert.throws(
      () => readAll(body),
      (error: Error) => error instanceof MalformedRequest && message.test(error.message),
      name,
    )
  }
})

test('refuses more series or samples than a request may hold, before reading them all', () => {
  const manySeries = new Uint8Array(400_002).fill(0).map((_, at) => (at % 2 === 0 ? 0x0a : 0))
  assert.throws(() => readAll(manySeries), RequestTooLarge)
  const manySamples = request(
    series(
      label('__name__', 'a'),
      Array.from({ length: 2_000_002 }, (_, at) => (at % 2 === 0 ? 0x12 : 0)),
    ),
  )
  assert.throws(() => readAll(manySamples), RequestTooLarge)
})

test('what the writer writes, the reader reads', () => {
  const labelText = fc
    .string({ minLength: 1, maxLength: 20, unit: 'grapheme' })
    .filter((text) => !text.includes('\0'))
  const sampleOf = fc.record({ time: fc.nat(2 ** 45), value: fc.double({ noNaN: true }), job: labelText })
  fc.assert(
    fc.property(fc.array(sampleOf, { maxLength: 30 }), (samples) => {
      const writer = new WriteRequestWriter()
      for (const { time, value, job } of samples) writer.add(['__name__', 'm', 'job', job], time, value)
      assert.deepEqual(
        readAll(writer.finish()),
        samples.map(({ time, value, job }) => ({
          labels: ['__name__', 'm', 'job', job],
          samples: [[time, value]],
          histograms: 0,
        })),
      )
    }),
  )
})
