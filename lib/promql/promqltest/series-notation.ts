import { Labels } from '../labels.ts'
import { parse } from '../parse.ts'
import { METRIC_NAME } from '../syntax/ast.ts'

/** A point of a series in the notation of Prometheus' tests. */
export type Point = number | 'none' | 'stale' | 'histogram'

/** A series in that notation: labels and points, one step apart. */
export interface NotedSeries {
  readonly labels: Labels
  readonly points: readonly Point[]
}

const NUMBER = String.raw`[+-]?(?:[Ii]nf|[Nn]a[Nn]|(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)`
const REPEATED = new RegExp(`^(${NUMBER})(?:([+-])(${NUMBER}))?x(\\d+)$`)
const SINGLE = new RegExp(`^${NUMBER}$`)
const POINT = /\{\{[^}]*\}\}(?:[+-]\{\{[^}]*\}\})?\S*|\S+/g
const HISTOGRAM = /^\{\{[^}]*\}\}(?:[+-]\{\{[^}]*\}\})?(?:x(\d+))?$/

/** Reads a number as the notation writes it. */
export function readNumber(text: string): number | undefined {
  if (!SINGLE.test(text)) return undefined
  const lower = text.toLowerCase().replace(/^\+/, '')
  if (lower === 'inf') return Infinity
  return lower === '-inf' ? -Infinity : Number(lower.replace(/^-?nan$/, 'NaN'))
}

function repeatedPoints([, base = '', sign, step = '0', times = '0']: RegExpExecArray): number[] {
  const start = readNumber(base) ?? NaN
  const increment = (readNumber(step) ?? NaN) * (sign === '-' ? -1 : 1)
  const points: number[] = []
  let value = start
  for (let count = 0; count <= Number(times); count += 1) {
    points.push(value)
    value += increment
  }
  return points
}

function readPoints(text: string): readonly Point[] {
  const single = readNumber(text)
  if (single !== undefined) return [single]
  if (text === '_') return ['none']
  if (text === 'stale') return ['stale']
  const gap = /^_x(\d+)$/.exec(text)
  if (gap !== null) return Array.from({ length: Number(gap[1]) }, (): Point => 'none')
  const repeated = REPEATED.exec(text)
  if (repeated !== null) return repeatedPoints(repeated)
  const histogram = HISTOGRAM.exec(text)
  if (histogram === null) throw new RangeError(`cannot read the point ${JSON.stringify(text)}`)
  return Array.from({ length: Number(histogram[1] ?? 0) + 1 }, (): Point => 'histogram')
}

/** Where the labels of a line end: at the closing brace outside of quotes, else at the first space. */
function endOfLabels(line: string): number {
  const brace = line.indexOf('{')
  const space = line.search(/\s/)
  if (brace === -1 || (space !== -1 && space < brace)) return space === -1 ? line.length : space
  const closing = /^\{(?:[^"'`}]|"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|`[^`]*`)*\}/.exec(line.slice(brace))
  return brace + (closing?.[0].length ?? line.length)
}

/** Reads labels as a selector writes them, for example `up{job="a"}`. */
export function readLabels(text: string): Labels {
  if (/^\{\s*\}$/.test(text)) return Labels.empty
  // A matcher that is never empty makes a valid selector of labels whose values all are.
  const expr = parse(text.includes('{') ? text : `${text}{}`)
  if (expr.kind !== 'vectorSelector') throw new RangeError(`${text} are no labels`)
  return Labels.from(new Map(expr.matchers.map((matcher): [string, string] => [matcher.name, matcher.value])))
}

/** Reads a series and its points. */
export function readSeries(line: string): NotedSeries {
  const end = endOfLabels(line)
  const labels = readLabels(line.slice(0, end).trim())
  const texts = line.slice(end).match(POINT) ?? []
  return { labels, points: texts.flatMap((text) => readPoints(text)) }
}

/** The metric name that a classic histogram's bucket belongs to, or undefined. */
export function histogramOf(labels: Labels): Labels | undefined {
  const base = /^(.+)_bucket$/.exec(labels.metricName)?.[1]
  return base === undefined ? undefined : labels.without(new Set(['le'])).with(METRIC_NAME, base)
}
