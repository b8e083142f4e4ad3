import type { Labels } from '../labels.ts'
import { executionError } from '../promql-error.ts'
import { RegexSyntaxError } from '../regex/regex.ts'
import type { Regex, RegexGroups } from '../regex/regex.ts'
import { METRIC_NAME } from '../syntax/ast.ts'
import type { Call, Expr } from '../syntax/ast.ts'
import { isLabelName } from '../syntax/quote.ts'
import { MergingBlock } from './rows.ts'
import type { Sink } from './rows.ts'
import type { Scope } from './scope.ts'

const REFERENCE = /\$(?:\$|\{([A-Za-z0-9_]+)\}|([A-Za-z0-9_]+))/g

/** A template with `$1`, `${1}` or `$name` replaced by the texts of groups, `$$` by a dollar; unknown groups are ''. */
function expand(template: string, { byNumber, byName }: RegexGroups): string {
  return template.replaceAll(REFERENCE, (match: string, braced?: string, bare?: string) => {
    if (match === '$$') return '$'
    const name = braced ?? bare ?? ''
    return /^\d+$/.test(name) ? (byNumber[Number(name)] ?? '') : (byName.get(name) ?? '')
  })
}

const textOf = (expr: Expr | undefined): string => (expr?.kind === 'string' ? expr.value : '')

/** A change of labels; undefined leaves them as they are. */
type Relabel = (labels: Labels) => Labels | undefined

interface LabelChange {
  /** The label that is set. */
  readonly target: string
  readonly change: Relabel
}

function compile(scope: Scope, pattern: string): Regex {
  try {
    return scope.run.compileRegex(pattern)
  } catch (error) {
    if (!(error instanceof RegexSyntaxError)) throw error
    throw executionError(`invalid regular expression in label_replace(): ${pattern} (${error.message})`)
  }
}

/** `label_replace(v, target, template, source, pattern)` */
function replacement(scope: Scope, call: Call): LabelChange {
  const [, target = '', template = '', source = '', pattern = ''] = call.args.map((argument) =>
    textOf(argument),
  )
  const regex = compile(scope, pattern)
  if (!isLabelName(target)) {
    throw executionError(`invalid destination label name in label_replace(): ${target}`)
  }
  const change: Relabel = (labels) => {
    const groups = regex.capture(labels.get(source))
    return groups === undefined ? undefined : labels.with(target, expand(template, groups))
  }
  return { target, change }
}

/** `label_join(v, target, separator, source…)` */
function join(call: Call): LabelChange {
  const [, target = '', separator = '', ...sources] = call.args.map((argument) => textOf(argument))
  const bad = sources.find((source) => !isLabelName(source))
  if (bad !== undefined) throw executionError(`invalid source label name in label_join(): ${bad}`)
  if (!isLabelName(target)) throw executionError(`invalid destination label name in label_join(): ${target}`)
  const change: Relabel = (labels) =>
    labels.with(target, sources.map((source) => labels.get(source)).join(separator))
  return { target, change }
}

/**
 * Evaluates `label_replace` and `label_join`. Series whose labels become equal are one, unless they have values at the same
 * step, which is an error.
 */
export function evaluateLabelCall(scope: Scope, call: Call, sink: Sink): void {
  const [vector] = call.args
  if (vector === undefined) return
  const { target, change } = call.name === 'label_join' ? join(call) : replacement(scope, call)
  const merged = new MergingBlock(scope.grid.count, scope.run.budget)
  scope.vector(vector, (row) => {
    const labels = change(row.labels)
    if (labels !== undefined) {
      row.labels = labels
      // A name that was set on purpose stays.
      if (target === METRIC_NAME) row.dropName = false
    }
    merged.add(row)
  })
  merged.block.emit(sink)
}
