import type { PrometheusClient } from '@prometheus-io/codemirror-promql'
import { EqlSingle } from '@prometheus-io/lezer-promql'
import type { MetricsAnswer } from '#lib/modules/dashboards/schemas.ts'

/** Asks an expression in the scope in view, now. */
export type AskNow = (expression: string) => Promise<MetricsAnswer>

type Matchers = Parameters<PrometheusClient['labelValues']>[2]

/** Of so many series the labels are looked at; a metric with more has the same ones again. */
const LOOKED_AT = 200

const quoted = (text: string): string => JSON.stringify(text)

/** A label name as it stands in `by (…)` and in braces: quoted where it is more than letters, digits and `_`. */
const labelText = (name: string): string => (/^[A-Za-z_]\w*$/.test(name) ? name : quoted(name))

/** The selector of a metric, or of everything, narrowed by what is already said exactly about other labels. */
export function selectorOf(metric: string, matchers: Matchers = [], except = ''): string {
  const exact = matchers.filter(
    ({ type, name, value }) => type === EqlSingle && name !== except && name !== '__name__' && value !== '',
  )
  const parts = exact.map(({ name, value }) => `${labelText(name)}=${quoted(value)}`)
  const name = metric === '' ? '__name__=~".+"' : `__name__=${quoted(metric)}`
  return `{${[name, ...parts].join(', ')}}`
}

const metricsOf = ({ data }: MetricsAnswer): readonly Readonly<Record<string, string>>[] =>
  data.resultType === 'vector' ? data.result.map(({ metric }) => metric) : []

const sorted = (names: Iterable<string>): string[] => [...new Set(names)].toSorted((a, b) => (a < b ? -1 : 1))

/**
 * Names for completion, asked of the query route in the scope in view: nobody is offered a name that they could not query.
 * A question that fails offers nothing, and `onTrouble` is told why; null tells that the last one succeeded.
 */
export function nameSource(ask: AskNow, onTrouble: (why: unknown) => void): PrometheusClient {
  const metrics = async (expression: string): Promise<readonly Readonly<Record<string, string>>[]> => {
    try {
      const answer = await ask(expression)
      onTrouble(null)
      return metricsOf(answer)
    } catch (error) {
      onTrouble(error)
      return []
    }
  }
  return {
    async metricNames() {
      const found = await metrics('count by (__name__) ({__name__=~".+"})')
      return sorted(found.flatMap(({ __name__: name }) => (name === undefined ? [] : [name])))
    },
    async labelNames(metricName = '') {
      const found = await metrics(`topk(${LOOKED_AT}, ${selectorOf(metricName)})`)
      return sorted(found.flatMap((metric) => Object.keys(metric))).filter((name) => name !== '__name__')
    },
    async labelValues(labelName, metricName = '', matchers = []) {
      const found = await metrics(
        `count by (${labelText(labelName)}) (${selectorOf(metricName, matchers, labelName)})`,
      )
      return sorted(found.flatMap((metric) => metric[labelName] ?? []))
    },
    // The store keeps no descriptions and no flags of metrics.
    metricMetadata: async () => await Promise.resolve({}),
    series: async () => await Promise.resolve([]),
    flags: async () => await Promise.resolve({}),
  }
}
