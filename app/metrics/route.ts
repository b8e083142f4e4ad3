import { metricsPage } from '#lib/infra/http/web-metrics.ts'

/** The figures of this process in Prometheus' text format, for our own scraper. */
export async function GET(request: Request): Promise<Response> {
  return await metricsPage(request)
}
