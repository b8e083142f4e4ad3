import type { Counter, Gauge } from 'prom-client'
import { config, required } from '#lib/infra/config/index.ts'
import { createMetrics, mayReadMetrics, metricsTokens, type Metrics } from '#lib/infra/telemetry/metrics.ts'
import { EXPOSITION_TYPE } from '#lib/infra/telemetry/metrics-server.ts'
import { openStreams } from '#lib/infra/live/open-streams.ts'

/** A request that was answered. */
export interface AnsweredRequest {
  readonly method: string
  readonly status: number
  readonly seconds: number
}

/** What the web process counts about itself. */
export interface WebMetrics {
  readonly metrics: Metrics
  readonly streams: Gauge
  /** Requests that were refused for their rate, by class. */
  readonly rateLimited: Counter<'class'>
  observe(request: AnsweredRequest): void
}

declare global {
  // `var` is the only way to declare a property of globalThis; there, because there may be several bundles.
  var bailiwickWebMetrics: WebMetrics | undefined
}

function createWebMetrics(): WebMetrics {
  const metrics = createMetrics()
  const requests = metrics.histogram(
    'bailiwick_web_request_seconds',
    'Time to answer a request of the API.',
    {
      labels: ['method', 'status'],
    },
  )
  return {
    metrics,
    streams: metrics.gauge('bailiwick_web_open_streams', 'Event streams that are open now.'),
    rateLimited: metrics.counter(
      'bailiwick_web_rate_limited_total',
      'Requests that were refused because somebody asked too often.',
      ['class'],
    ),
    observe: ({ method, status, seconds }) => requests.observe({ method, status: String(status) }, seconds),
  }
}

/** The metrics of this process. */
export const webMetrics = (): WebMetrics => (globalThis.bailiwickWebMetrics ??= createWebMetrics())

/** The metrics page of the web process, for whoever shows the token of our own scraper. */
export async function metricsPage(request: Request): Promise<Response> {
  if (
    !mayReadMetrics(
      request.headers.get('authorization'),
      metricsTokens(required('BAILIWICK_SECRET'), config().BAILIWICK_SECRET_PREVIOUS),
    )
  ) {
    return new Response(null, { status: 401, headers: { 'www-authenticate': 'Bearer' } })
  }
  const { metrics, streams } = webMetrics()
  streams.set(openStreams().size)
  return new Response(await metrics.registry.metrics(), {
    headers: { 'content-type': EXPOSITION_TYPE, 'cache-control': 'no-store' },
  })
}
