import { positionOf } from '../promql-error.ts'
import type { Span } from '../promql-error.ts'
import { formatValue } from '../number-format.ts'

/** A remark about a result that is not an error, with the part of the expression that caused it. */
export interface Annotation {
  readonly message: string
  readonly span: Span
}

/** Warnings and infos of an evaluation, each text once. */
export class Annotations {
  readonly #warnings = new Map<string, Annotation>()
  readonly #infos = new Map<string, Annotation>()

  get warnings(): readonly Annotation[] {
    return [...this.#warnings.values()]
  }

  get infos(): readonly Annotation[] {
    return [...this.#infos.values()]
  }

  #add(to: Map<string, Annotation>, message: string, span: Span): void {
    const key = `${span.start} ${message}`
    if (!to.has(key)) to.set(key, { message, span: { start: span.start, end: span.end } })
  }

  /** A quantile that is no probability. */
  invalidQuantile(quantile: number, span: Span): void {
    if (quantile >= 0 && quantile <= 1) return
    const got = formatValue(quantile)
    this.#add(this.#warnings, `PromQL warning: quantile value should be between 0 and 1, got ${got}`, span)
  }

  /** A histogram bucket without a usable upper bound. */
  badBucketLabel(metricName: string, bound: string, span: Span): void {
    const message = `PromQL warning: bucket label "le" is missing or has a malformed value of ${JSON.stringify(bound)}`
    this.#add(this.#warnings, message + forMetric(metricName), span)
  }

  /** Buckets that had to be corrected because they decreased. */
  forcedMonotonicity(metricName: string, span: Span): void {
    const message =
      'PromQL info: input to histogram_quantile needed to be fixed for monotonicity (see ' +
      'https://prometheus.io/docs/prometheus/latest/querying/functions/#histogram_quantile)'
    this.#add(this.#infos, message + forMetric(metricName), span)
  }

  /** A rate of something that by its name is no counter. */
  possibleNonCounter(metricName: string, span: Span): void {
    if (metricName === '' || /_(?:total|sum|count|bucket)$/.test(metricName)) return
    const message =
      'PromQL info: metric might not be a counter, name does not end in _total/_sum/_count/_bucket: ' +
      JSON.stringify(metricName)
    this.#add(this.#infos, message, span)
  }
}

function forMetric(name: string): string {
  return name === '' ? '' : ` for metric name ${JSON.stringify(name)}`
}

/** An annotation as Prometheus writes it: the message and, in parentheses, line and column. */
export function formatAnnotation(annotation: Annotation, query: string): string {
  const { line, column } = positionOf(query, annotation.span)
  return `${annotation.message} (${line}:${column})`
}
