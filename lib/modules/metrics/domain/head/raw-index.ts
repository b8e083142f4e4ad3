import type { HeadSeries } from './series.ts'

interface Entry {
  readonly bytes: Uint8Array
  readonly series: HeadSeries
  readonly next: Entry | undefined
}

/** Entries with one hash. More are looked up by their labels instead: nobody can make a lookup slow by colliding hashes. */
const MAX_CHAIN = 8

/** Spellings of one set of labels are few; a sender that varies them without end must not fill the memory. */
const MAX_ENTRIES_PER_SERIES = 4

/**
 * Finds a series by the bytes of its labels as a sender wrote them, so that labels become text once per series and not once
 * per sample. Bytes are compared, never trusted by their hash.
 */
export class RawIndex {
  readonly #chains = new Map<number, Entry>()
  #size = 0

  /** How many spellings are known. */
  get size(): number {
    return this.#size
  }

  /** The series that was remembered for exactly these bytes and is still in the head. */
  find(hash: number, bytes: Uint8Array, from: number, to: number): HeadSeries | undefined {
    for (let entry = this.#chains.get(hash); entry !== undefined; entry = entry.next) {
      if (equalBytes(entry.bytes, bytes, from, to)) return entry.series.isRemoved ? undefined : entry.series
    }
    return undefined
  }

  /** Remembers a spelling; `bytes` must belong to the index alone. `seriesCount` bounds how many spellings are kept. */
  remember(hash: number, bytes: Uint8Array, series: HeadSeries, seriesCount: number): void {
    if (this.#size >= Math.max(64, seriesCount * MAX_ENTRIES_PER_SERIES)) return
    const chain = this.#live(hash).filter((entry) => !equalBytes(entry.bytes, bytes, 0, bytes.length))
    if (chain.length >= MAX_CHAIN) return
    this.#setChain(hash, [...chain, { bytes, series }])
  }

  /** Forgets the spellings of series that have left the head. */
  sweep(): void {
    for (const hash of this.#chains.keys()) this.#setChain(hash, this.#live(hash))
  }

  #live(hash: number): Pick<Entry, 'bytes' | 'series'>[] {
    const live: Entry[] = []
    for (let entry = this.#chains.get(hash); entry !== undefined; entry = entry.next) {
      if (!entry.series.isRemoved) live.push(entry)
    }
    return live
  }

  #setChain(hash: number, entries: readonly Pick<Entry, 'bytes' | 'series'>[]): void {
    for (let old = this.#chains.get(hash); old !== undefined; old = old.next) this.#size--
    let chain: Entry | undefined
    for (const { bytes, series } of entries) {
      chain = { bytes, series, next: chain }
      this.#size++
    }
    if (chain === undefined) this.#chains.delete(hash)
    else this.#chains.set(hash, chain)
  }
}

function equalBytes(known: Uint8Array, bytes: Uint8Array, from: number, to: number): boolean {
  const { length } = known
  if (length !== to - from) return false
  for (let i = 0; i < length; i++) {
    if (known[i] !== bytes[from + i]) return false
  }
  return true
}
