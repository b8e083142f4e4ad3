import { METRIC_NAME } from './syntax/ast.ts'
import { quote } from './syntax/quote.ts'

// Between the parts of a key. A lone surrogate occurs in no decoded text, and in no literal (bytes that are not UTF-8
// become U+DC80…U+DCFF), so that different labels never make the same key.
const SEPARATOR = '\ud800'

const BARE_NAME = /^[a-zA-Z_][a-zA-Z0-9_]*$/

/**
 * The labels of a series, immutable, sorted by name. A label whose value is '' is the same as no label, so none is kept.
 * The metric name is the label `__name__`.
 */
export class Labels {
  /** name, value, name, value … */
  readonly #pairs: readonly string[]

  static readonly empty = new Labels([])

  private constructor(pairs: readonly string[]) {
    this.#pairs = pairs
  }

  /** Labels from names and values in any order. Throws a RangeError when a name occurs twice. */
  static from(entries: Iterable<readonly [string, string]>): Labels {
    const sorted = [...entries].filter(([, value]) => value !== '')
    sorted.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
    const pairs: string[] = []
    for (const [name, value] of sorted) {
      if (pairs.at(-2) === name) throw new RangeError(`label ${JSON.stringify(name)} occurs twice`)
      pairs.push(name, value)
    }
    return new Labels(pairs)
  }

  /** Labels from an object. */
  static of(record: Readonly<Record<string, string>>): Labels {
    return Labels.from(Object.entries(record))
  }

  get size(): number {
    return this.#pairs.length / 2
  }

  /** The value of a label, '' when there is none. */
  get(name: string): string {
    const pairs = this.#pairs
    for (let at = 0; at < pairs.length; at += 2) if (pairs[at] === name) return pairs[at + 1] ?? ''
    return ''
  }

  /** The metric name, '' when there is none. */
  get metricName(): string {
    return this.get(METRIC_NAME)
  }

  *entries(): Generator<readonly [string, string], void> {
    for (let at = 0; at < this.#pairs.length; at += 2) {
      yield [this.#pairs[at] ?? '', this.#pairs[at + 1] ?? '']
    }
  }

  /** Only the labels of these names. */
  only(names: ReadonlySet<string>): Labels {
    return this.#filter((name) => names.has(name))
  }

  /** All labels but those of these names. */
  without(names: ReadonlySet<string>): Labels {
    return this.#filter((name) => !names.has(name))
  }

  #filter(keeps: (name: string) => boolean): Labels {
    const pairs: string[] = []
    for (let at = 0; at < this.#pairs.length; at += 2) {
      const name = this.#pairs[at] ?? ''
      if (keeps(name)) pairs.push(name, this.#pairs[at + 1] ?? '')
    }
    return pairs.length === this.#pairs.length ? this : new Labels(pairs)
  }

  /** With a label set to a value; the value '' removes it. */
  with(name: string, value: string): Labels {
    const pairs: string[] = []
    let isPlaced = value === ''
    for (let at = 0; at < this.#pairs.length; at += 2) {
      const other = this.#pairs[at] ?? ''
      if (!isPlaced && name <= other) {
        pairs.push(name, value)
        isPlaced = true
      }
      if (other !== name) pairs.push(other, this.#pairs[at + 1] ?? '')
    }
    if (!isPlaced) pairs.push(name, value)
    return new Labels(pairs)
  }

  /** A text that equal labels share and different labels do not. */
  key(): string {
    return this.#pairs.join(SEPARATOR)
  }

  /** The same for the labels of these names only; the names have to be in the same order each time. */
  keyOf(names: readonly string[]): string {
    if (names.length === 1) return this.get(names[0] ?? '')
    let key = ''
    for (const name of names) key += this.get(name) + SEPARATOR
    return key
  }

  /** The same for all labels but those of these names. */
  keyWithout(names: ReadonlySet<string>): string {
    let key = ''
    const pairs = this.#pairs
    for (let at = 0; at < pairs.length; at += 2) {
      const name = pairs[at] ?? ''
      if (!names.has(name)) key += name + SEPARATOR + (pairs[at + 1] ?? '') + SEPARATOR
    }
    return key
  }

  /** The order of results: by the first label that differs, its name before its value. */
  compare(other: Labels): number {
    const length = Math.min(this.#pairs.length, other.#pairs.length)
    for (let at = 0; at < length; at += 1) {
      const a = this.#pairs[at] ?? ''
      const b = other.#pairs[at] ?? ''
      if (a !== b) return a < b ? -1 : 1
    }
    return this.#pairs.length - other.#pairs.length
  }

  equals(other: Labels): boolean {
    return this.#pairs.length === other.#pairs.length && this.compare(other) === 0
  }

  /** An object with the labels as its own properties. */
  toRecord(): Record<string, string> {
    return Object.fromEntries(this.entries())
  }

  /** As Prometheus writes labels in messages: `{__name__="up", job="api"}`. */
  toString(): string {
    const parts: string[] = []
    for (const [name, value] of this.entries()) {
      parts.push(`${BARE_NAME.test(name) ? name : quote(name)}=${quote(value)}`)
    }
    return `{${parts.join(', ')}}`
  }
}
