import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod'
import { freePort } from '#lib/infra/cluster/ports.ts'
import { createTestDatabase } from '#testing/database.ts'
import { spawnEngine } from './testing/engine-process.ts'
import { send, until } from './testing/engine-world.ts'

/* A real Prometheus sends by remote-write, through two kills of the engine; both then hold the same samples. */

const KEY = { authorization: 'Bearer key-acme' }
const matrix = z.object({
  data: z.object({
    result: z.array(
      z.object({
        metric: z.record(z.string(), z.string()),
        values: z.array(z.tuple([z.number(), z.string()])),
      }),
    ),
  }),
})

const configuration = (own: number, engine: number): string => `
global: { scrape_interval: 500ms, scrape_timeout: 400ms }
scrape_configs:
  - job_name: prometheus
    static_configs: [{ targets: ['127.0.0.1:${own}'] }]
remote_write:
  - url: http://127.0.0.1:${engine}/api/v1/write
    authorization: { credentials: src-acme }
    queue_config: { batch_send_deadline: 200ms, max_backoff: 500ms }
`

/** Every sample of a minute before `atMs`: series → time → value. */
async function samplesOf(port: number, atMs: number): Promise<Map<string, Map<number, string>>> {
  const params = new URLSearchParams({ query: '{job="prometheus"}[1m]', time: String(atMs / 1000) })
  const { status, body } = await send(port, `/api/v1/query?${params}`, { headers: KEY })
  assert.equal(status, 200, body)
  return new Map(
    matrix
      .parse(JSON.parse(body))
      .data.result.map(({ metric, values }) => [
        JSON.stringify(Object.entries(metric).toSorted(([a], [b]) => (a < b ? -1 : 1))),
        new Map(values),
      ]),
  )
}

test('Prometheus delivers everything through two kills of the engine', async (t) => {
  const db = await createTestDatabase()
  const folder = mkdtempSync(join(tmpdir(), 'bailiwick-prometheus-'))
  const [own, port] = [await freePort(), await freePort()]
  writeFileSync(join(folder, 'prometheus.yml'), configuration(own, port))
  let engine = await spawnEngine(db.urls.engine, port)
  const prometheus = spawn(
    'prometheus',
    [
      `--config.file=${folder}/prometheus.yml`,
      `--storage.tsdb.path=${folder}/data`,
      `--web.listen-address=127.0.0.1:${own}`,
    ],
    { stdio: 'ignore' },
  )
  t.after(async () => {
    if (prometheus.exitCode === null) {
      prometheus.kill('SIGKILL')
      await once(prometheus, 'exit')
    }
    await engine.kill()
    await db.drop()
    rmSync(folder, { recursive: true, force: true })
  })
  const count = async (): Promise<number> => (await samplesOf(port, Date.now())).size
  await until('samples arrive', async () => (await count()) > 100)
  for (let kill = 0; kill < 2; kill++) {
    await sleep(2000)
    await engine.kill()
    await sleep(700)
    engine = await spawnEngine(db.urls.engine, port)
  }
  await sleep(2000)
  const at = Date.now()
  await sleep(3000) // what was scraped until then has been sent
  const [theirs, ours] = [await samplesOf(own, at), await samplesOf(port, at)]
  assert.ok(theirs.size > 100)
  const missing: string[] = []
  for (const [labels, samples] of theirs) {
    for (const [time, value] of samples) {
      if (ours.get(labels)?.get(time) !== value) missing.push(`${labels} ${time}: ${value}`)
    }
  }
  assert.deepEqual(missing.slice(0, 5), [], `${missing.length} samples are missing or differ`)
})
