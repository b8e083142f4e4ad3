import { Agent, get, type ClientRequest } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod'
import type { Installation } from '#testing/processes.ts'
import { untilReady } from '../../e2e/support/readiness.ts'
import { until } from '../../e2e/support/until.ts'
import { readMetrics } from '../../e2e/support/read-metrics.ts'
import type { Person } from '../../e2e/support/person.ts'
import { spreadOf } from '../spread.ts'
import type { Filled } from './fill.ts'

/** What open pages cost the process that serves them. */
export interface StreamFigures {
  readonly open: number
  /** Megabytes above what it holds without them. */
  readonly megabytes: number
  /** Cores that it keeps busy with them. */
  readonly cores: number
}

/** Streams of one reader: the most that one may have (lib/infra/live/event-stream.ts). */
const OF_ONE = 50
/** Readings of the memory, a second apart; the median counts, since it goes up and down by itself. */
const READINGS = 15
const PATIENCE_MS = 60_000
/** Memory is at rest when it fell by less than this many megabytes from one row of readings to the next, or after so many rows. */
const REST_MB = 2
const MOST_ROWS = 8

interface Reading {
  readonly megabytes: number
  readonly cpuSeconds: number
}

/** What the web process says of itself; it is the first of the pages that are read. */
async function read(installation: Installation): Promise<Reading> {
  const page = await readMetrics(installation)
  const figure = (name: string): number => {
    const found = new RegExp(`^\\w*${name}(?:\\{[^}]*\\})? ([\\d.e+]+)$`, 'm').exec(page)?.[1]
    if (found === undefined) throw new Error(`the web process does not say ${name}`)
    return Number(found)
  }
  return {
    megabytes: figure('process_resident_memory_bytes') / 1e6,
    cpuSeconds: figure('process_cpu_seconds_total'),
  }
}

/** The memory over some seconds, and how busy the process was meanwhile. */
async function watch(installation: Installation): Promise<{ megabytes: number; cores: number }> {
  const begun = performance.now()
  const first = await read(installation)
  const memory = [first.megabytes]
  let last = first
  while (memory.length < READINGS) {
    await sleep(1000)
    last = await read(installation)
    memory.push(last.megabytes)
  }
  const cores = (last.cpuSeconds - first.cpuSeconds) / ((performance.now() - begun) / 1000)
  return { megabytes: spreadOf(memory).median, cores }
}

/** The same once the memory is at rest: what a process took to begin or to answer is given back only after a while. */
async function watchAtRest(installation: Installation): Promise<{ megabytes: number; cores: number }> {
  let last = await watch(installation)
  for (let row = 1; row < MOST_ROWS; row += 1) {
    const next = await watch(installation)
    if (next.megabytes > last.megabytes - REST_MB) return next
    last = next
  }
  return last
}

/** Opens one stream and resolves once its first event is there, or with null when the server says to come again. */
async function tryStream(url: string, credential: string, agent: Agent): Promise<ClientRequest | null> {
  return await new Promise((done, fail) => {
    const request = get(url, { agent, headers: { authorization: `Bearer ${credential}` } }, (response) => {
      const { statusCode = 0 } = response
      response.on('error', () => undefined) // ended by us
      if (statusCode === 503) done(null)
      else if (statusCode !== 200) fail(new Error(`${url} answered ${statusCode}`))
      response.once('data', () => done(request))
      response.resume()
    })
    request.setTimeout(PATIENCE_MS, () => fail(new Error(`${url} said nothing in ${PATIENCE_MS} ms`)))
    request.on('error', fail)
  })
}

/** Opens one stream as an open page does: again and again while the server is too busy. */
async function openStream(url: string, credential: string, agent: Agent): Promise<ClientRequest> {
  return await until(url, async () => await tryStream(url, credential, agent), PATIENCE_MS)
}

async function makeKeys(admin: Person, count: number): Promise<string[]> {
  const keys: string[] = []
  for (let n = 0; n < count; n += 1) {
    const { credential } = await admin.must(
      z.object({ credential: z.string() }),
      'POST',
      '/api/v1/api-keys',
      { scope: 'operator', body: { name: `reader ${n}`, permissions: ['incident:read'] } },
    )
    keys.push(credential)
  }
  return keys
}

/** Makes the keys that read the streams, while the admin may still do so without a second look at the phone. */
export const makeReaders = async (admin: Person, streams: number): Promise<readonly string[]> =>
  await makeKeys(admin, Math.ceil(streams / OF_ONE))

/** A process that has served pages for a while holds memory that it gives back at a time of its own: one begins anew. */
async function beginAnew(installation: Installation): Promise<void> {
  await installation.killPart('web')
  await untilReady(installation)
}

/** Some streams at once, of one reader each. */
async function openSome(
  url: string,
  readers: readonly string[],
  { some, from, agent }: { readonly some: readonly Filled[]; readonly from: number; readonly agent: Agent },
): Promise<ClientRequest[]> {
  const opening = readers.map(async (credential, n) => {
    const tenant = some[(from + n) % some.length]?.tenant ?? ''
    return await openStream(`${url}/api/live?scope=tenant:${tenant}`, credential, agent)
  })
  return await Promise.all(opening)
}

/**
 * Opens event streams of many tenants, as open pages do, and says what they cost a web process that has just begun and
 * served some. All of them are closed again.
 */
export async function measureStreams(
  installation: Installation,
  readers: readonly string[],
  { some, streams }: { readonly some: readonly Filled[]; readonly streams: number },
): Promise<StreamFigures> {
  const { url } = installation
  const agent = new Agent({ maxSockets: Number.POSITIVE_INFINITY })
  const requests: ClientRequest[] = []
  try {
    await beginAnew(installation)
    for (const request of await openSome(url, readers, { some, from: 0, agent })) request.destroy()
    const before = await watchAtRest(installation)
    for (let from = 0; from < streams; from += readers.length) {
      const next = readers.slice(0, streams - from)
      requests.push(...(await openSome(url, next, { some, from, agent })))
    }
    const during = await watchAtRest(installation)
    return {
      open: requests.length,
      megabytes: during.megabytes - before.megabytes,
      cores: during.cores - before.cores,
    }
  } finally {
    for (const request of requests) request.destroy()
    agent.destroy()
  }
}
