import { REQUEST_LIMITS } from '../limits.ts'
import { isStaleBytes, setStale } from '../stale.ts'
import { hashBytes } from './hash-bytes.ts'
import { RequestTooLarge } from './malformed.ts'
import { WireReader } from './wire.ts'

// Tags (field number << 3 | wire type) of prometheus.WriteRequest 1.0, from prompb/remote.proto and types.proto.
const REQUEST_TIMESERIES = 0x0a
const SERIES_LABELS = 0x0a
const SERIES_SAMPLES = 0x12
const SERIES_HISTOGRAMS = 0x22
const SAMPLE_VALUE = 0x09
const SAMPLE_TIMESTAMP = 0x10

const INITIAL_SAMPLES = 4096

/**
 * Reads a decoded prometheus.WriteRequest 1.0 series by series, without creating an object or a string per series or
 * sample: this is the hot path of ingest. `next()` moves to the next series; the fields then describe it.
 * Metadata, exemplars and unknown fields are passed over. Throws `MalformedRequest`, or `RequestTooLarge` above the
 * element counts of `REQUEST_LIMITS`.
 */
export class WriteRequestReader {
  readonly #wire: WireReader
  readonly #end: number
  #seriesCount = 0

  /** Bytes that hold the labels, from `labelsStart` to `labelsEnd`: a row of `Label` fields and nothing else. */
  labelBytes: Uint8Array
  labelsStart = 0
  labelsEnd = 0
  /** Hash of those bytes. */
  labelsHash = 0
  /** Native histograms of this series, which are not stored. */
  histograms = 0
  /** The samples of this series stand in `times` and `values` from `samplesStart` to `samplesEnd`. */
  samplesStart = 0
  samplesEnd = 0
  /** Times of all samples read so far, in milliseconds since 1970. */
  times = new Float64Array(INITIAL_SAMPLES)
  /** Values of all samples read so far; the staleness marker keeps its bits. */
  values = new Float64Array(INITIAL_SAMPLES)

  // The row of labels that is being read, and the rows before it when something else stood between them.
  #rowStart = 0
  #rowEnd = 0
  readonly #rows: number[] = []

  constructor(body: Uint8Array) {
    this.#wire = new WireReader(body)
    this.#end = body.length
    this.labelBytes = body
  }

  /** Moves to the next series; false at the end of the request. */
  next(): boolean {
    const wire = this.#wire
    while (wire.at < this.#end) {
      const tag = wire.varint(this.#end)
      if (tag === REQUEST_TIMESERIES) {
        this.#readSeries(wire.bytesEnd(this.#end))
        return true
      }
      skipField(wire, tag, this.#end)
    }
    return false
  }

  #readSeries(end: number): void {
    const wire = this.#wire
    this.#seriesCount++
    if (this.#seriesCount > REQUEST_LIMITS.series) {
      throw new RequestTooLarge(`the request holds more than ${REQUEST_LIMITS.series} series`)
    }
    this.histograms = 0
    this.samplesStart = this.samplesEnd
    this.#rowStart = wire.at
    this.#rowEnd = wire.at
    this.#rows.length = 0
    while (wire.at < end) {
      const fieldStart = wire.at
      const tag = wire.varint(end)
      if (tag === SERIES_LABELS) {
        wire.at = wire.bytesEnd(end)
        if (fieldStart !== this.#rowEnd) this.#beginRow(fieldStart)
        this.#rowEnd = wire.at
      } else if (tag === SERIES_SAMPLES) {
        this.#readSample(wire.bytesEnd(end))
      } else {
        if (tag === SERIES_HISTOGRAMS) this.histograms++
        skipField(wire, tag, end)
      }
    }
    this.#setLabels()
  }

  #beginRow(at: number): void {
    if (this.#rowEnd > this.#rowStart) this.#rows.push(this.#rowStart, this.#rowEnd)
    this.#rowStart = at
  }

  #setLabels(): void {
    if (this.#rows.length === 0) {
      this.labelBytes = this.#wire.bytes
      this.labelsStart = this.#rowStart
      this.labelsEnd = this.#rowEnd
    } else {
      this.#rows.push(this.#rowStart, this.#rowEnd)
      this.labelBytes = joinRows(this.#wire.bytes, this.#rows)
      this.labelsStart = 0
      this.labelsEnd = this.labelBytes.length
    }
    this.labelsHash = hashBytes(this.labelBytes, this.labelsStart, this.labelsEnd)
  }

  #readSample(end: number): void {
    const wire = this.#wire
    const at = this.samplesEnd
    if (at >= REQUEST_LIMITS.samples) {
      throw new RequestTooLarge(`the request holds more than ${REQUEST_LIMITS.samples} samples`)
    }
    if (at === this.times.length) this.#grow()
    let time = 0
    let value = 0
    let valueOffset = -1
    while (wire.at < end) {
      const tag = wire.varint(end)
      if (tag === SAMPLE_VALUE) {
        valueOffset = wire.at
        wire.at = wire.fixedEnd(8, end)
        value = wire.view.getFloat64(valueOffset, true)
      } else if (tag === SAMPLE_TIMESTAMP) {
        time = wire.int64(end)
      } else {
        skipField(wire, tag, end)
      }
    }
    this.times[at] = time
    this.values[at] = value
    if (Number.isNaN(value) && isStaleBytes(wire.view, valueOffset)) setStale(this.values, at)
    this.samplesEnd = at + 1
  }

  #grow(): void {
    const size = this.times.length * 2
    const times = new Float64Array(size)
    times.set(this.times)
    this.times = times
    const values = new Float64Array(size)
    values.set(this.values)
    this.values = values
  }
}

function skipField(wire: WireReader, tag: number, end: number): void {
  if (tag < 8) throw wire.malformed('a field has the number 0')
  wire.skip(tag % 8, end)
}

function joinRows(bytes: Uint8Array, rows: readonly number[]): Uint8Array {
  let size = 0
  for (let i = 0; i + 1 < rows.length; i += 2) size += (rows[i + 1] ?? 0) - (rows[i] ?? 0)
  const joined = new Uint8Array(size)
  let at = 0
  for (let i = 0; i + 1 < rows.length; i += 2) {
    const row = bytes.subarray(rows[i], rows[i + 1])
    joined.set(row, at)
    at += row.length
  }
  return joined
}
