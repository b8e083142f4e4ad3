import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { metricsToken } from '#lib/infra/telemetry/metrics.ts'
import type { Installation } from '#testing/processes.ts'

/** What all processes of an installation say at `/metrics`, one after the other. */
export async function readMetrics({ dataDirectory, settings, url }: Installation): Promise<string> {
  const secret = readFileSync(join(dataDirectory, 'secret'), 'utf8').trim()
  const addresses = [
    `${url}/metrics`,
    ...['ENGINE_PORT', 'JOBS_PORT', 'WATCHER_PORT'].map(
      (name) => `http://localhost:${settings[name] ?? ''}/metrics`,
    ),
  ]
  const pages = await Promise.all(
    addresses.map(async (address) => {
      const response = await fetch(address, { headers: { authorization: `Bearer ${metricsToken(secret)}` } })
      assert.equal(response.status, 200, address)
      return await response.text()
    }),
  )
  return pages.join('\n')
}
