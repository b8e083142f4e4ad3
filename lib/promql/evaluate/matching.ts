import { METRIC_NAME } from '../syntax/ast.ts'
import type { Binary, VectorMatching } from '../syntax/ast.ts'
import type { Labels } from '../labels.ts'
import { executionError } from '../promql-error.ts'
import type { PromqlError } from '../promql-error.ts'
import { operationOf } from './operators.ts'
import type { Operation } from './operators.ts'
import { MergingBlock, emptyRow, hasValues } from './rows.ts'
import type { Row, RowBlock, Sink } from './rows.ts'
import { collect } from './scope.ts'
import type { Scope } from './scope.ts'
import { METADATA_LABELS } from './metadata-labels.ts'

const DEFAULT_MATCHING: VectorMatching = { on: false, labels: [], many: undefined, include: [] }

/** The function that gives the same text for labels that match each other. */
export function signatureOf(matching: VectorMatching = DEFAULT_MATCHING): (labels: Labels) => string {
  if (matching.on) {
    const names = matching.labels.toSorted()
    return (labels) => labels.keyOf(names)
  }
  const ignored = new Set([METRIC_NAME, ...matching.labels])
  return (labels) => labels.keyWithout(ignored)
}

/** The rows of both sides that have the same signature, by index. */
interface Group {
  readonly many: number[]
  readonly one: number[]
}

/** The steps at which any of the rows has a value. */
function anyPresent(block: RowBlock): Uint8Array {
  const any = new Uint8Array(block.count)
  for (let at = 0; at < block.size * block.count; at += 1) {
    if (block.present[at] === 1) any[at % block.count] = 1
  }
  return any
}

class VectorOperation {
  readonly #scope: Scope
  readonly #expr: Binary
  readonly #operation: Operation
  readonly #matching: VectorMatching
  /** Whether the side with several series per match is the right one. */
  readonly #isSwapped: boolean
  readonly #many: RowBlock
  readonly #one: RowBlock
  readonly #scratch: Row
  readonly #dropped: ReadonlySet<string>

  constructor(scope: Scope, expr: Binary, operation: Operation) {
    this.#scope = scope
    this.#expr = expr
    this.#operation = operation
    this.#matching = expr.matching ?? DEFAULT_MATCHING
    this.#isSwapped = this.#matching.many === 'right'
    this.#many = collect(scope, this.#isSwapped ? expr.right : expr.left)
    this.#one = collect(scope, this.#isSwapped ? expr.left : expr.right)
    this.#scratch = emptyRow(scope.grid.count)
    this.#dropped = new Set(operation.kind === 'arithmetic' ? METADATA_LABELS : [])
  }

  run(sink: Sink): void {
    if (this.#many.size === 0 || this.#one.size === 0) return
    const merged = new MergingBlock(this.#scope.grid.count, this.#scope.run.budget)
    let manyPresent: Uint8Array | undefined
    for (const group of this.#groups().values()) {
      if (group.one.length > 1) {
        manyPresent ??= anyPresent(this.#many)
        this.#checkOneSide(group, manyPresent)
      }
      // A lone pair that is matched one to one has labels that no other pair has.
      const isAlone = group.many.length === 1 && group.one.length === 1 && this.#matching.many === undefined
      this.#runGroup(group, isAlone ? sink : (row) => merged.add(row))
    }
    merged.block.emit(sink)
  }

  #groups(): Map<string, Group> {
    const signature = signatureOf(this.#matching)
    const groups = new Map<string, Group>()
    for (const [index, labels] of this.#one.labels.entries()) {
      const key = signature(labels)
      const group = groups.get(key)
      if (group === undefined) groups.set(key, { many: [], one: [index] })
      else group.one.push(index)
    }
    for (const [index, labels] of this.#many.labels.entries()) {
      groups.get(signature(labels))?.many.push(index)
    }
    return groups
  }

  /** At no step two series of the one side may match the same, even when nothing of the other side does. */
  #checkOneSide(group: Group, manyPresent: Uint8Array): void {
    const count = this.#one.count
    const holder = new Int32Array(count).fill(-1)
    for (const index of group.one) {
      for (let step = 0; step < count; step += 1) {
        if (this.#one.present[index * count + step] === 0) continue
        const other = holder[step] ?? -1
        if (other !== -1 && manyPresent[step] === 1) throw this.#duplicate(index, other)
        holder[step] = index
      }
    }
  }

  #duplicate(index: number, other: number): PromqlError {
    const side = this.#isSwapped ? 'left' : 'right'
    const [a, b] = [this.#one.row(index).labels, this.#one.row(other).labels]
    const names = new Set(this.#matching.labels)
    const group = this.#matching.on ? a.only(names) : a.without(new Set([METRIC_NAME, ...names]))
    return executionError(
      `found duplicate series for the match group ${group.toString()} on the ${side} hand-side of the operation: ` +
        `[${a.toString()}, ${b.toString()}];many-to-many matching not allowed: matching labels must be unique on one side`,
    )
  }

  #runGroup(group: Group, sink: Sink): void {
    const mayCollide = group.many.length > 1
    const claims = new Map<string, Uint8Array>()
    for (const many of group.many) {
      this.#scope.run.budget.checkCancelled()
      for (const one of group.one) {
        this.#pair(many, one)
        if (mayCollide) this.#claim(claims, many, one)
        if (hasValues(this.#scratch)) sink(this.#scratch)
      }
    }
  }

  /** At each step a match may give each result once, also results that a comparison then filters out. */
  #claim(claims: Map<string, Uint8Array>, many: number, one: number): void {
    const count = this.#one.count
    const isOneToOne = this.#matching.many === undefined
    const key = isOneToOne ? '' : this.#scratch.labels.key()
    const claimed = claims.get(key) ?? new Uint8Array(count)
    claims.set(key, claimed)
    for (let step = 0; step < count; step += 1) {
      const isMatch =
        this.#many.present[many * count + step] === 1 && this.#one.present[one * count + step] === 1
      if (!isMatch) continue
      if (claimed[step] === 1) {
        throw executionError(
          isOneToOne
            ? 'multiple matches for labels: many-to-one matching must be explicit (group_left/group_right)'
            : 'multiple matches for labels: grouping labels must ensure unique matches',
        )
      }
      claimed[step] = 1
    }
  }

  /** Computes a pair of rows into the scratch row. */
  #pair(many: number, one: number): void {
    const row = this.#scratch
    row.labels = this.#resultLabels(many, one)
    row.dropName = this.#expr.bool || (this.#many.dropNames[many] ?? false)
    const count = row.values.length
    for (let step = 0; step < count; step += 1) {
      const a = many * count + step
      const b = one * count + step
      const isMatch = this.#many.present[a] === 1 && this.#one.present[b] === 1
      row.present[step] = isMatch ? 1 : 0
      if (isMatch) this.#compute(step, this.#many.values[a] ?? 0, this.#one.values[b] ?? 0)
    }
  }

  #compute(step: number, many: number, one: number): void {
    const row = this.#scratch
    const left = this.#isSwapped ? one : many
    const right = this.#isSwapped ? many : one
    if (this.#operation.kind === 'arithmetic') {
      row.values[step] = this.#operation.compute(left, right)
      return
    }
    const isTrue = this.#operation.holds(left, right)
    row.values[step] = this.#expr.bool ? (isTrue ? 1 : 0) : left
    if (!isTrue && !this.#expr.bool) row.present[step] = 0
  }

  #resultLabels(many: number, one: number): Labels {
    const { on, labels: names, include, many: grouped } = this.#matching
    let labels = this.#many.row(many).labels.without(this.#dropped)
    if (grouped === undefined) labels = on ? labels.only(new Set(names)) : labels.without(new Set(names))
    if (include.length === 0) return labels
    const others = this.#one.row(one).labels
    for (const name of include) labels = labels.with(name, others.get(name))
    return labels
  }
}

/** Evaluates an operation of two instant vectors: each pair of series whose labels match. */
export function evaluateMatching(scope: Scope, expr: Binary, sink: Sink): void {
  const operation = operationOf(expr.operator)
  if (operation !== undefined) new VectorOperation(scope, expr, operation).run(sink)
}
