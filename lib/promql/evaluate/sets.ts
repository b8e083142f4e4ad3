import type { Binary } from '../syntax/ast.ts'
import { signatureOf } from './matching.ts'
import { MergingBlock, hasValues } from './rows.ts'
import type { Row, Sink } from './rows.ts'
import type { Scope } from './scope.ts'

/** For each signature the steps at which a series with it has a value. */
class Presence {
  readonly #bySignature = new Map<string, Uint8Array>()
  readonly #signature: ReturnType<typeof signatureOf>

  constructor(expr: Binary) {
    this.#signature = signatureOf(expr.matching)
  }

  add(row: Row): void {
    const key = this.#signature(row.labels)
    const known = this.#bySignature.get(key)
    if (known === undefined) {
      this.#bySignature.set(key, row.present.slice())
      return
    }
    for (const [step, isPresent] of row.present.entries()) if (isPresent === 1) known[step] = 1
  }

  /** Keeps of a row the steps at which its signature is present, or those at which it is not. */
  filter(row: Row, keepsPresent: boolean): void {
    const known = this.#bySignature.get(this.#signature(row.labels))
    if (known === undefined) {
      if (keepsPresent) row.present.fill(0)
      return
    }
    for (const [step, isKnown] of known.entries()) {
      if ((isKnown === 1) !== keepsPresent) row.present[step] = 0
    }
  }
}

function evaluateFilter(scope: Scope, expr: Binary, sink: Sink): void {
  const right = new Presence(expr)
  scope.vector(expr.right, (row) => right.add(row))
  scope.vector(expr.left, (row) => {
    right.filter(row, expr.operator === 'and')
    if (hasValues(row)) sink(row)
  })
}

function evaluateOr(scope: Scope, expr: Binary, sink: Sink): void {
  const left = new Presence(expr)
  // Both sides may hold the same series at different steps.
  const merged = new MergingBlock(scope.grid.count, scope.run.budget)
  scope.vector(expr.left, (row) => {
    left.add(row)
    merged.add(row)
  })
  scope.vector(expr.right, (row) => {
    left.filter(row, false)
    if (hasValues(row)) merged.add(row)
  })
  merged.block.emit(sink)
}

/** Evaluates `and`, `or` and `unless`. */
export function evaluateSets(scope: Scope, expr: Binary, sink: Sink): void {
  if (expr.operator === 'or') evaluateOr(scope, expr, sink)
  else evaluateFilter(scope, expr, sink)
}
