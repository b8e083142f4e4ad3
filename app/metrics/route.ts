import { randomUUID } from 'node:crypto'
import { noteBadCredential } from '#app/api/note-refusal.ts'
import { problemResponse } from '#lib/infra/http/problem.ts'
import { metricsPage } from '#lib/infra/http/web-metrics.ts'

/** The figures of this process in Prometheus' text format, for our own scraper. */
export async function GET(request: Request): Promise<Response> {
  const requestId = randomUUID()
  const response = await metricsPage(request)
  if (response.status !== 401) return response
  try {
    await noteBadCredential(request, requestId)
    return response
  } catch (error) {
    return problemResponse(error, requestId)
  }
}
