/** Name of the label that holds the metric's name. */
export const METRIC_NAME = '__name__'

/**
 * Labels of a series as names and values in turns, sorted by the bytes of the names, the metric name among them:
 * `['__name__', 'up', 'job', 'web']`. One flat array costs half the memory of pairs.
 */
export type FlatLabels = readonly string[]

/** The value of a label, or undefined when the series has none of that name. */
export function labelValue(labels: FlatLabels, name: string): string | undefined {
  for (let i = 0; i < labels.length; i += 2) {
    if (labels[i] === name) return labels[i + 1]
  }
  return undefined
}

/** The metric name; empty for a series without one. */
export const metricName = (labels: FlatLabels): string => labelValue(labels, METRIC_NAME) ?? ''

/** Labels as a text that is equal for equal labels only: NUL cannot occur in a label. */
export const labelsKey = (labels: FlatLabels): string => labels.join('\0')

/** Labels as people write them, e.g. `up{job="web"}`, cut after `limit` characters. */
export function formatLabels(labels: FlatLabels, limit = 120): string {
  const parts: string[] = []
  for (let i = 0; i + 1 < labels.length; i += 2) {
    const name = labels[i] ?? ''
    if (name !== METRIC_NAME) parts.push(`${name}=${JSON.stringify(labels[i + 1] ?? '')}`)
  }
  const text = `${metricName(labels)}{${parts.join(',')}}`
  return text.length > limit ? `${text.slice(0, limit)}…` : text
}

/** Flat labels of an object, sorted as `FlatLabels` wants; empty values are left out, as Prometheus does. */
export function flatLabels(labels: Readonly<Record<string, string>>): string[] {
  return Object.entries(labels)
    .filter(([, value]) => value !== '')
    .toSorted(([a], [b]) => compareCodePoints(a, b))
    .flat()
}

/** Compares texts as their UTF-8 bytes compare, which beyond U+FFFF is not how JavaScript compares them. */
export function compareCodePoints(a: string, b: string): number {
  const length = Math.min(a.length, b.length)
  for (let i = 0; i < length; i++) {
    const difference = (a.codePointAt(i) ?? 0) - (b.codePointAt(i) ?? 0)
    if (difference !== 0) return difference
  }
  return a.length - b.length
}
