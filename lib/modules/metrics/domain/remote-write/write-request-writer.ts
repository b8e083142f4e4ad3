import type { FlatLabels } from '../labels.ts'
import { writeStaleBytes } from '../stale.ts'

const REQUEST_TIMESERIES = 0x0a
const SERIES_LABELS = 0x0a
const SERIES_SAMPLES = 0x12
const LABEL_NAME = 0x0a
const LABEL_VALUE = 0x12
const SAMPLE_VALUE = 0x09
const SAMPLE_TIMESTAMP = 0x10

const utf8 = new TextEncoder()

/** Encodes a prometheus.WriteRequest 1.0 with one sample per series, for samples that the engine makes itself. */
export class WriteRequestWriter {
  #bytes = new Uint8Array(16 * 1024)
  #view = new DataView(this.#bytes.buffer)
  #at = 0

  /** Adds a series with one sample; `timeMs` is a whole number of milliseconds since 1970, not negative. */
  add(labels: FlatLabels, timeMs: number, value: number): void {
    this.#addSeries(labels, timeMs, (offset) => this.#view.setFloat64(offset, value, true))
  }

  /** Adds the staleness marker: "this series ended before this moment". */
  addStale(labels: FlatLabels, timeMs: number): void {
    this.#addSeries(labels, timeMs, (offset) => writeStaleBytes(this.#view, offset))
  }

  /** The request so far. The bytes are a copy. */
  finish(): Uint8Array {
    return this.#bytes.slice(0, this.#at)
  }

  #addSeries(labels: FlatLabels, timeMs: number, writeValue: (offset: number) => void): void {
    const texts = labels.map((text) => utf8.encode(text))
    const sampleSize = 10 + varintSize(timeMs)
    let size = 1 + varintSize(sampleSize) + sampleSize
    for (let i = 0; i < texts.length; i += 2) {
      const label = labelSize(texts, i)
      size += 1 + varintSize(label) + label
    }
    this.#reserve(size + 16)
    this.#field(REQUEST_TIMESERIES, size)
    for (let i = 0; i < texts.length; i += 2) {
      this.#field(SERIES_LABELS, labelSize(texts, i))
      this.#text(LABEL_NAME, texts[i])
      this.#text(LABEL_VALUE, texts[i + 1])
    }
    this.#field(SERIES_SAMPLES, sampleSize)
    this.#varint(SAMPLE_VALUE)
    writeValue(this.#at)
    this.#at += 8
    this.#field(SAMPLE_TIMESTAMP, timeMs)
  }

  #field(tag: number, length: number): void {
    this.#varint(tag)
    this.#varint(length)
  }

  #text(tag: number, text: Uint8Array | undefined): void {
    this.#field(tag, text?.length ?? 0)
    if (text === undefined) return
    this.#bytes.set(text, this.#at)
    this.#at += text.length
  }

  #varint(value: number): void {
    let rest = value
    while (rest > 127) {
      this.#bytes[this.#at++] = (rest % 128) | 128
      rest = Math.floor(rest / 128)
    }
    this.#bytes[this.#at++] = rest
  }

  #reserve(size: number): void {
    if (this.#at + size <= this.#bytes.length) return
    const bytes = new Uint8Array(Math.max(this.#bytes.length * 2, this.#at + size))
    bytes.set(this.#bytes)
    this.#bytes = bytes
    this.#view = new DataView(bytes.buffer)
  }
}

function labelSize(texts: readonly Uint8Array[], at: number): number {
  const name = texts[at]?.length ?? 0
  const value = texts[at + 1]?.length ?? 0
  return 2 + varintSize(name) + name + varintSize(value) + value
}

function varintSize(value: number): number {
  let size = 1
  for (let rest = value; rest > 127; rest = Math.floor(rest / 128)) size++
  return size
}
