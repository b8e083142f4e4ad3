import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer, type ServerResponse } from 'node:http'
import { after, test } from 'node:test'
import { systemClock } from '#lib/core/clock.ts'
import { createLogger } from '#lib/infra/telemetry/logger.ts'
import { compressSync } from 'snappy'
import { PLANS } from '../domain/limits.ts'
import type { FetchTarget, ScrapeTarget } from '../ports.ts'
import { KNOWN, openEngineWorld, until } from '../testing/engine-world.ts'
import { Scraper } from './scraper.ts'

const world = await openEngineWorld()

const answers = new Map<string, (response: ServerResponse) => void>()
const server = createServer((request, response) => {
  const answer = answers.get(request.url ?? '')
  if (answer === undefined) response.writeHead(404).end()
  else answer(response)
})
server.listen(0, '127.0.0.1')
await once(server, 'listening')
const address = server.address()
assert.ok(address !== null && typeof address === 'object')
const base = `http://127.0.0.1:${address.port}`

const targets: ScrapeTarget[] = []
const problems: (string | null)[] = []
const fetchTarget: FetchTarget = async ({ url }, signal) => {
  const response = await fetch(url, { signal })
  const body = new Uint8Array(await response.arrayBuffer())
  return { status: response.status, contentType: response.headers.get('content-type') ?? '', body }
}
const scraper = new Scraper({
  fetchTarget,
  clock: systemClock,
  log: createLogger('scraper', 'fatal'),
  isOpen: () => world.engine.state === 'leading',
  listTargets: async () => await Promise.resolve([...targets]),
  write: async ({ platformId, tenantId }, request) => {
    const sender = { sourceId: null, platformId, tenantId, tenantLabel: null, plan: PLANS.unlimited }
    await world.engine.write(sender, compressSync(request))
  },
  onScrape: (_, problem) => problems.push(problem),
})
after(async () => {
  await scraper.stop()
  server.close()
  await world.close()
})

const target = (id: string): ScrapeTarget => ({
  id,
  url: `${base}/${id}`,
  job: id,
  instance: 'here',
  intervalMs: 200,
  timeoutMs: 150,
  platformId: KNOWN.platform,
  tenantId: KNOWN.acme,
  labels: { zone: 'a' },
  isSelf: false,
})
const valueOf = async (expr: string) => Object.values(await world.query(expr))[0]

test('scrapes what it is told to, follows the list, and tells apart what is wrong', async () => {
  answers.set('/good', (response) => response.end('things_total{a="b"} 7\n'))
  answers.set('/gone', (response) => response.end('soon_gone 1\n'))
  answers.set('/garbage', (response) => response.end('good 1\nnot a sample\n'))
  answers.set('/latin1', (response) => response.end(Buffer.from([0x61, 0x7b, 0xe4, 0x7d])))
  answers.set('/hangs', (response) => response.flushHeaders())
  answers.set('/open', (response) => {
    response.setHeader('content-type', 'application/openmetrics-text; version=1.0.0')
    response.end('om_total 3 # {id="1"} 1\n# EOF\n')
  })
  for (const id of ['good', 'gone', 'garbage', 'latin1', 'hangs', 'open', 'missing']) targets.push(target(id))
  scraper.start()
  await until('all were scraped', async () => (await valueOf('count(up)')) === '7')
  await until('good is up', async () => (await valueOf('up{job="good"}')) === '1')
  assert.deepEqual(await world.query('things_total'), {
    '{"__name__":"things_total","a":"b","instance":"here","job":"good","zone":"a"}': '7',
  })
  await until('OpenMetrics is read', async () => (await valueOf('om_total')) === '3')
  for (const job of ['garbage', 'latin1', 'hangs', 'missing'])
    assert.equal(await valueOf(`up{job="${job}"}`), '0', job)
  assert.deepEqual(await world.query('good'), {}, 'half a scrape is none')
  assert.equal(await valueOf('scrape_samples_scraped{job="good"}'), '1')
  assert.ok(problems.includes('it answered with HTTP status 404'))
  assert.ok(problems.includes('line 2: "a" is not a number'))

  // A series that is not shown any more ends at once, and a target that fails or is taken from the list with all of its own.
  assert.equal(await valueOf('soon_gone'), '1')
  answers.set('/gone', (response) => response.end(''))
  await until('the series has ended', async () => (await valueOf('soon_gone')) === undefined)
  answers.delete('/good')
  await until('good is down', async () => (await valueOf('up{job="good"}')) === '0')
  assert.equal(await valueOf('things_total'), undefined)
  targets.splice(0, 1)
  await until('good is forgotten', async () => (await valueOf('up{job="good"}')) === undefined)
  assert.equal(await valueOf('up{job="gone"}'), '1')
})
