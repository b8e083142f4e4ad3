import { labelValue, METRIC_NAME, type FlatLabels } from '../labels.ts'
import { SERIES_LIMITS } from '../limits.ts'
import type { Refusal } from '../refusal.ts'
import { WireReader } from './wire.ts'

// Tags of prometheus.Label.
const LABEL_NAME = 0x0a
const LABEL_VALUE = 0x12
const FIELD_LABEL = 0x0a

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/** A stretch of bytes, `start` included, `end` not. */
interface Span {
  readonly start: number
  readonly end: number
}

interface LabelSpans {
  readonly name: Span
  readonly value: Span
}

const EMPTY: Span = { start: 0, end: 0 }

/**
 * Decodes and judges a row of `Label` fields, `bytes[from..to)`: the slow path, taken once per series. Returns the labels, or
 * the code of the first thing wrong with them. Labels with an empty value are left out, as Prometheus does.
 * Throws `MalformedRequest` when the bytes are no labels at all.
 */
export function parseLabels(bytes: Uint8Array, from: number, to: number): FlatLabels | Refusal {
  const wire = new WireReader(bytes)
  wire.at = from
  const labels: string[] = []
  let count = 0
  let previous = EMPTY
  while (wire.at < to) {
    if (wire.varint(to) !== FIELD_LABEL) throw wire.malformed('a label was expected')
    const label = readLabel(wire, wire.bytesEnd(to))
    count++
    if (count > SERIES_LIMITS.labels) return 'too_many_labels'
    const refusal =
      judgeLengths(label) ?? judgeOrder(bytes, previous, label.name) ?? pushLabel(bytes, label, labels)
    if (refusal !== null) return refusal
    previous = label.name
  }
  return labelValue(labels, METRIC_NAME) === undefined ? 'name_missing' : labels
}

function readLabel(wire: WireReader, end: number): LabelSpans {
  let name = EMPTY
  let value = EMPTY
  while (wire.at < end) {
    const tag = wire.varint(end)
    if (tag === LABEL_NAME || tag === LABEL_VALUE) {
      const stop = wire.bytesEnd(end)
      const span = { start: wire.at, end: stop }
      if (tag === LABEL_NAME) name = span
      else value = span
      wire.at = stop
    } else {
      wire.skip(tag % 8, end)
    }
  }
  return { name, value }
}

function judgeLengths({ name, value }: LabelSpans): Refusal | null {
  if (name.end === name.start) return 'label_name_empty'
  if (name.end - name.start > SERIES_LIMITS.nameBytes) return 'label_name_too_long'
  if (value.end - value.start > SERIES_LIMITS.valueBytes) return 'label_value_too_long'
  return null
}

function judgeOrder(bytes: Uint8Array, previous: Span, name: Span): Refusal | null {
  const order = compareBytes(bytes, previous, name)
  if (order === 0) return 'label_duplicate'
  return order > 0 ? 'labels_unsorted' : null
}

function compareBytes(bytes: Uint8Array, a: Span, b: Span): number {
  const length = Math.min(a.end - a.start, b.end - b.start)
  for (let i = 0; i < length; i++) {
    const difference = (bytes[a.start + i] ?? 0) - (bytes[b.start + i] ?? 0)
    if (difference !== 0) return difference
  }
  return a.end - a.start - (b.end - b.start)
}

/** Decodes one label onto `labels`; the reason when its bytes are no text. */
function pushLabel(bytes: Uint8Array, { name, value }: LabelSpans, labels: string[]): Refusal | null {
  let nameText: string
  let valueText: string
  try {
    nameText = utf8.decode(bytes.subarray(name.start, name.end))
    valueText = utf8.decode(bytes.subarray(value.start, value.end))
  } catch {
    return 'invalid_utf8'
  }
  if (nameText.includes('\0') || valueText.includes('\0')) return 'nul_byte'
  if (valueText !== '') labels.push(nameText, valueText)
  return null
}
