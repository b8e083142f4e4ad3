import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { fingerprint, spread } from './fingerprint.ts'
import { faultOfSummary, formatValue, renderSummary } from './summary.ts'

const alert = { labels: { instance: 'db1:9100', job: 'node' }, value: 93.456789 }

for (const [template, expected] of [
  ['{{ $labels.instance }} of {{$labels.job}} is at {{ $value }} %', 'db1:9100 of node is at 93.4568 %'],
  ['{{ $labels.missing }}|', '|'],
  ['no placeholder', 'no placeholder'],
  ['{{ $labels.instance }}{{ $labels.instance }}', 'db1:9100db1:9100'],
] as const) {
  test(`summary ${template}`, () => assert.equal(renderSummary(template, alert), expected))
}

test('a label’s value is never a template itself', () => {
  assert.equal(renderSummary('{{ $labels.a }}', { labels: { a: '{{ $value }}' }, value: 1 }), '{{ $value }}')
  assert.equal(renderSummary('{{ $labels.a }}', { labels: { a: '$1 $& $$' }, value: 1 }), '$1 $& $$')
})

test('an inherited property of an object is no label', () => {
  assert.equal(renderSummary('{{ $labels.constructor }}', { labels: {}, value: 1 }), '')
})

test('a summary is cut, not refused, when values make it too long', () => {
  const text = renderSummary('{{ $labels.a }}', { labels: { a: 'x'.repeat(2000) }, value: null })
  assert.equal(text.length, 500)
  assert.ok(text.endsWith('…'))
})

for (const [value, expected] of [
  [0.1 + 0.2, '0.3'],
  [1e21, '1e+21'],
  [Number.NaN, 'NaN'],
  [Number.POSITIVE_INFINITY, 'Infinity'],
  [-0.5, '-0.5'],
] as const) {
  test(`value ${value} reads ${expected}`, () => assert.equal(formatValue(value), expected))
}

for (const [template, fault] of [
  ['{{ $labels.instance }} {{ $value }}', null],
  ['100 } of { braces', null],
  ['{{ .Labels.instance }}', '{{ .Labels.instance }}'],
  ['{{ $labels.a-b }}', '{{ $labels.a-b }}'],
  ['{{ $value', '{{ $value'],
  ['{{ printf "%f" $value }}', '{{ printf'],
  ['value }}', 'without its {{'],
] as const) {
  test(`fault of ${template}: ${fault ?? 'none'}`, () => {
    const found = faultOfSummary(template)
    if (fault === null) assert.equal(found, null)
    else assert.ok(found?.replaceAll('\\"', '"').includes(fault), found ?? 'no fault')
  })
}

const labels = fc.dictionary(fc.string({ maxLength: 8 }), fc.string({ maxLength: 8 }), { maxKeys: 6 })

test('a fingerprint depends on the labels and the tenant, not on their order', () => {
  fc.assert(
    fc.property(labels, (one) => {
      const turned = Object.fromEntries(Object.entries(one).toReversed())
      assert.equal(fingerprint(one, 't'), fingerprint(turned, 't'))
      assert.notEqual(fingerprint(one, 't'), fingerprint(one, 'u'))
      assert.match(fingerprint(one, null), /^[0-9a-f]{16}$/)
    }),
  )
})

test('different labels have different fingerprints', () => {
  const seen = new Set<string>()
  for (let n = 0; n < 20_000; n += 1) seen.add(fingerprint({ instance: `host-${n}:9100`, job: 'node' }, null))
  assert.equal(seen.size, 20_000)
  assert.notEqual(fingerprint({ a: 'b' }, null), fingerprint({ ab: '' }, null))
})

test('rules of one interval are spread over all of it', () => {
  const buckets = new Map<number, number>()
  for (let n = 0; n < 5000; n += 1) {
    const offset = spread(`rule-${n}`, 15)
    assert.ok(offset >= 0 && offset < 15)
    buckets.set(Math.floor(offset), (buckets.get(Math.floor(offset)) ?? 0) + 1)
  }
  for (const count of buckets.values()) assert.ok(count > 230 && count < 450, `${count}`)
  assert.equal(spread('rule', 15), spread('rule', 15))
})
