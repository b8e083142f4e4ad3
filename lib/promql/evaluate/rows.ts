import { Labels } from '../labels.ts'
import { executionError } from '../promql-error.ts'
import type { PromqlError } from '../promql-error.ts'
import type { Budget } from './budget.ts'

/**
 * One series of an intermediate result over all steps. Rows are handed from one operation to the next one at a time and are
 * written over for the next series: an operation may change a row in place, and copies what it has to keep.
 */
export interface Row {
  labels: Labels
  /** Whether the metric name goes when the whole query has been evaluated (Prometheus' delayed name removal). */
  dropName: boolean
  /** The value of each step; meaningless where `present` is 0. */
  readonly values: Float64Array
  /** 1 for steps at which the series has a value, NaN included. */
  readonly present: Uint8Array
}

/** Takes the rows of a result. */
export type Sink = (row: Row) => void

/** A row without values. */
export function emptyRow(count: number): Row {
  return {
    labels: Labels.empty,
    dropName: false,
    values: new Float64Array(count),
    present: new Uint8Array(count),
  }
}

/** Whether a row has a value at any step. */
export function hasValues(row: Row): boolean {
  return row.present.includes(1)
}

/** Prometheus' error for results in which two series could not be told apart. */
export function sameLabelset(): PromqlError {
  return executionError('vector cannot contain metrics with the same labelset')
}

/** Rows that are kept, in one block of memory: row i occupies the values from i × count on. */
export class RowBlock {
  readonly count: number
  readonly labels: Labels[] = []
  readonly dropNames: boolean[] = []
  values: Float64Array
  present: Uint8Array
  readonly #budget: Budget

  constructor(count: number, budget: Budget) {
    this.count = count
    this.#budget = budget
    this.values = new Float64Array(0)
    this.present = new Uint8Array(0)
  }

  get size(): number {
    return this.labels.length
  }

  /** Makes room for a row and gives its index. */
  allocate(labels: Labels, dropName: boolean): number {
    const index = this.labels.length
    this.#budget.holdSamples(this.count)
    this.#grow((index + 1) * this.count)
    this.labels.push(labels)
    this.dropNames.push(dropName)
    return index
  }

  #grow(needed: number): void {
    if (needed <= this.values.length) return
    const capacity = Math.max(needed, this.values.length * 2)
    const values = new Float64Array(capacity)
    const present = new Uint8Array(capacity)
    values.set(this.values)
    present.set(this.present)
    this.values = values
    this.present = present
  }

  /** Copies a row and gives its index. */
  add(row: Row): number {
    const index = this.allocate(row.labels, row.dropName)
    this.values.set(row.values, index * this.count)
    this.present.set(row.present, index * this.count)
    return index
  }

  /** A row that shares its memory with the block; adding rows may invalidate it. */
  row(index: number): Row {
    const from = index * this.count
    return {
      labels: this.labels[index] ?? Labels.empty,
      dropName: this.dropNames[index] ?? false,
      values: this.values.subarray(from, from + this.count),
      present: this.present.subarray(from, from + this.count),
    }
  }

  /** Hands on every row, in the order of their indices. */
  emit(sink: Sink): void {
    for (let index = 0; index < this.size; index += 1) sink(this.row(index))
  }
}

/**
 * Rows that are kept, those with equal labels as one. Two of them with values at the same step are Prometheus' error "vector
 * cannot contain metrics with the same labelset".
 */
export class MergingBlock {
  readonly block: RowBlock
  readonly #indices = new Map<string, number>()

  constructor(count: number, budget: Budget) {
    this.block = new RowBlock(count, budget)
  }

  add(row: Row): void {
    const key = row.labels.key()
    const known = this.#indices.get(key)
    if (known === undefined) this.#indices.set(key, this.block.add(row))
    else this.#merge(known, row)
  }

  #merge(index: number, row: Row): void {
    const from = index * this.block.count
    const { values, present } = this.block
    for (let step = 0; step < this.block.count; step += 1) {
      if (row.present[step] === 0) continue
      if (present[from + step] === 1) throw sameLabelset()
      present[from + step] = 1
      values[from + step] = row.values[step] ?? 0
    }
  }
}
