import type { Installation } from '#testing/processes.ts'
import { until } from './until.ts'

const isOk = async (url: string): Promise<boolean> => {
  const response = await fetch(url, { signal: AbortSignal.timeout(5000) })
  await response.arrayBuffer()
  return response.status === 200
}

/** Resolves with the milliseconds until every process says that it works; throws when one does not in time. */
export async function untilReady(installation: Installation, limitMs = 60_000): Promise<number> {
  const { url, engineUrl, settings } = installation
  const begun = performance.now()
  const pages = [
    `${url}/readyz`,
    `${engineUrl}/readyz`,
    `http://localhost:${settings['JOBS_PORT'] ?? ''}/healthz`,
    `http://localhost:${settings['WATCHER_PORT'] ?? ''}/healthz`,
  ]
  for (const page of pages) await until(page, async () => ((await isOk(page)) ? true : null), limitMs)
  return performance.now() - begun
}
