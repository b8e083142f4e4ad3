import type { Series } from '#components/charts/chart-data.ts'
import { fromMatrix, sampleValue, type MatrixSeries } from '#components/charts/prometheus-matrix.ts'
import { csvOf } from '#lib/core/csv.ts'
import type { MetricsAnswer } from '#lib/modules/dashboards/schemas.ts'

/** What came of one query. */
export interface Answered {
  readonly letter: string
  readonly expression: string
  readonly answer: MetricsAnswer
}

type Labels = Readonly<Record<string, string>>
type Sample = readonly [seconds: number, value: string]

/** A series as it is written in PromQL: `up{job="api"}`; `{}` for one without name and labels. */
export function seriesText(metric: Labels): string {
  const { __name__: name = '', ...rest } = metric
  const labels = Object.entries(rest).toSorted(([a], [b]) => (a < b ? -1 : 1))
  const inside = labels.map(([label, value]) => `${label}=${JSON.stringify(value)}`).join(', ')
  return inside === '' && name !== '' ? name : `${name}{${inside}}`
}

/** The series of an answer, whatever its type; a scalar and a string are one series without labels. */
function seriesOf({
  data,
}: MetricsAnswer): readonly { readonly metric: Labels; readonly values: readonly Sample[] }[] {
  switch (data.resultType) {
    case 'matrix':
      return data.result
    case 'vector':
      return data.result.map(({ metric, value }) => ({ metric, values: [value] }))
    case 'scalar':
    case 'string':
      return [{ metric: {}, values: [data.result] }]
  }
}

/** The series of a chart. With several queries each name begins with the letter of its own. */
export function chartSeries(answered: readonly Answered[]): readonly Series[] {
  const isOne = answered.length === 1
  return answered.flatMap(({ letter, expression, answer }) => {
    const matrix: readonly MatrixSeries[] = answer.data.resultType === 'matrix' ? answer.data.result : []
    return fromMatrix(matrix, expression).map((series) => ({
      ...series,
      id: `${letter} ${series.id}`,
      label: isOne ? series.label : matrix.length === 1 ? letter : `${letter}: ${series.label}`,
    }))
  })
}

/** One line of the table: a series, its newest value, and between which values it moved. */
export interface ResultRow {
  readonly id: string
  readonly letter: string
  readonly series: string
  /** The newest value; a text for what is no number. */
  readonly last: number | string
  /** When the newest value was, seconds since 1970. */
  readonly at: number
  /** Smallest and largest of the numbers; null without one. */
  readonly least: number | null
  readonly most: number | null
  readonly count: number
}

/** The lines of the table, in the order of the answers. */
export function resultRows(answered: readonly Answered[]): readonly ResultRow[] {
  return answered.flatMap(({ letter, answer }) => {
    const isText = answer.data.resultType === 'string'
    return seriesOf(answer).flatMap(({ metric, values }) => {
      const newest = values.at(-1)
      if (newest === undefined) return []
      const numbers = isText
        ? []
        : values.map(([, text]) => sampleValue(text)).filter((one) => Number.isFinite(one))
      const series = seriesText(metric)
      return [
        {
          id: `${letter} ${series}`,
          letter,
          series,
          last: isText ? newest[1] : sampleValue(newest[1]),
          at: newest[0],
          least: numbers.length === 0 ? null : numbers.reduce((a, b) => Math.min(a, b)),
          most: numbers.length === 0 ? null : numbers.reduce((a, b) => Math.max(a, b)),
          count: values.length,
        },
      ]
    })
  })
}

/** A finite value is a number also for a spreadsheet; what is none stays a text. */
const cellOf = (value: string): number | string => (Number.isFinite(Number(value)) ? Number(value) : value)

/** Every sample as CSV: query, series, time in UTC, value as the engine wrote it. */
export const resultCsv = (answered: readonly Answered[]): string =>
  csvOf(
    ['query', 'expression', 'series', 'time (UTC)', 'value'],
    answered.flatMap(({ letter, expression, answer }) =>
      seriesOf(answer).flatMap(({ metric, values }) => {
        const series = seriesText(metric)
        return values.map(([seconds, value]) => [
          letter,
          expression,
          series,
          new Date(seconds * 1000).toISOString(),
          cellOf(value),
        ])
      }),
    ),
  )

/** What the engine remarked about the answers, each remark once with the letters of its queries. */
export function remarks(answered: readonly Answered[]): readonly string[] {
  const found = new Map<string, string[]>()
  for (const { letter, answer } of answered) {
    for (const text of [...(answer.warnings ?? []), ...(answer.infos ?? [])]) {
      found.set(text, [...(found.get(text) ?? []), letter])
    }
  }
  return [...found].map(
    ([text, letters]) => `${letters.join(', ')}: ${text.replace(/^PromQL (?:warning|info): /, '')}`,
  )
}

/** Most characters of an answer that a page prints; the rest is in the file. */
const MOST_PRINTED = 20_000

/** The answer as JSON for people, and whether all of it is there. */
export function answerJson(answer: MetricsAnswer): { readonly text: string; readonly isWhole: boolean } {
  const text = JSON.stringify(answer, null, 2)
  return { text: text.slice(0, MOST_PRINTED), isWhole: text.length <= MOST_PRINTED }
}
