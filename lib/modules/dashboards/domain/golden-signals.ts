import type { PlainText } from '#lib/core/say.ts'

/** One of the four golden signals of a service, as the SRE book names them: traffic, errors, latency, saturation. */
export interface GoldenSignal {
  readonly name: 'traffic' | 'errors' | 'latency' | 'saturation'
  /** PromQL that answers with one value. */
  readonly expression: string
  /** As figures print it. */
  readonly unit: string
  readonly formula: PlainText
  /** The metric that has to be sent for it. */
  readonly needs: string
  /** PromQL that answers with the time of its newest sample, in seconds since 1970. */
  readonly newest: string
}

/** How far back the expressions look, in milliseconds. */
export const SIGNAL_WINDOW_MS = 5 * 60_000

/** A label value as it stands in a selector. */
const quoted = (text: string): string =>
  text
    .replaceAll('\\', '\\\\')
    .replaceAll('"', String.raw`\"`)
    .replaceAll('\n', String.raw`\n`)

/** The signals of the service whose series carry this job, by the names that client libraries document. */
export function goldenSignals(
  job: string,
): readonly [GoldenSignal, GoldenSignal, GoldenSignal, GoldenSignal] {
  const own = `job="${quoted(job)}"`
  const newest = (needs: string) => ({ needs, newest: `max(timestamp(${needs}{${own}}))` })
  const requests = `sum(rate(http_requests_total{${own}}[5m]))`
  const failed = ['code', 'status', 'status_code']
    .map((label) => `sum(rate(http_requests_total{${own},${label}=~"5.."}[5m]))`)
    .join(' or ')
  return [
    {
      name: 'traffic',
      expression: requests,
      unit: '/s',
      formula: 'requests per second over the last five minutes, all of them added up',
      ...newest('http_requests_total'),
    },
    {
      name: 'errors',
      // Requests without any failed one are a ratio of zero; no requests at all are none.
      expression: `(${failed} or 0 * ${requests}) / ${requests}`,
      unit: 'ratio',
      formula: 'requests answered with a status of 500 to 599, of all requests of the last five minutes',
      ...newest('http_requests_total'),
    },
    {
      name: 'latency',
      expression: `histogram_quantile(0.95, sum by (le) (rate(http_request_duration_seconds_bucket{${own}}[5m])))`,
      unit: 's',
      formula:
        'the time that 95 of 100 requests of the last five minutes stay below, from the buckets of a histogram',
      ...newest('http_request_duration_seconds_bucket'),
    },
    {
      name: 'saturation',
      expression: `sum(rate(process_cpu_seconds_total{${own}}[5m]))`,
      unit: 'cores',
      formula: 'processor time per second over the last five minutes, of all processes of the service',
      ...newest('process_cpu_seconds_total'),
    },
  ]
}
