import type { Expr, AtModifier, VectorSelector } from '../syntax/ast.ts'
import type { CompileRegex } from '../regex/regex.ts'
import type { SeriesSet } from '../series-source.ts'
import type { Annotations } from './annotations.ts'
import type { Budget } from './budget.ts'
import type { Grid } from './grid.ts'
import { RowBlock } from './rows.ts'
import type { Sink } from './rows.ts'

/** The series that a selector matched; of series i the samples from `begin[i]` up to before `end[i]` are needed. */
export interface Selection {
  readonly series: SeriesSet
  readonly begin: Int32Array
  readonly end: Int32Array
}

/** What stays the same during one evaluation. */
export interface Run {
  readonly lookbackMs: number
  readonly subqueryStepMs: number
  readonly budget: Budget
  readonly annotations: Annotations
  readonly selections: ReadonlyMap<VectorSelector, Selection>
  /** Start and end of the whole query, which `@ start()` and `@ end()` mean. */
  readonly queryStartMs: number
  readonly queryEndMs: number
  /** Milliseconds between the steps of the query, 0 for an instant query. */
  readonly queryStepMs: number
  readonly compileRegex: CompileRegex
}

/** What an operation needs to evaluate its operands at the steps of a grid. */
export interface Scope {
  readonly grid: Grid
  readonly run: Run
  /** Evaluates an expression of the type instant vector and hands on its rows. */
  vector: (expr: Expr, sink: Sink) => void
  /** Evaluates an expression of the type scalar: its value at each step. */
  scalar: (expr: Expr) => Float64Array
  /** The same evaluation at other steps. */
  at: (grid: Grid) => Scope
}

/** The time that an `@` fixes, or undefined. */
export function fixedTime(run: Run, at: AtModifier | undefined): number | undefined {
  if (at === 'start') return run.queryStartMs
  return at === 'end' ? run.queryEndMs : at
}

/** Evaluates an instant vector and keeps all its rows. */
export function collect(scope: Scope, expr: Expr): RowBlock {
  const block = new RowBlock(scope.grid.count, scope.run.budget)
  scope.vector(expr, (row) => block.add(row))
  return block
}
