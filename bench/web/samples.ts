import { setTimeout as sleep } from 'node:timers/promises'
import { compress } from 'snappy'
import { label, request, sample, series } from '#lib/modules/metrics/testing/proto.ts'
import { writeHeaders, type WriteAddress } from '../../e2e/support/remote-write.ts'

/** A tenant, the platform through whose source it sends, and its services. */
export interface Sender {
  readonly name: string
  readonly source: WriteAddress
}

const METRIC = 'http_requests_total'
/** Requests in flight, as of a Prometheus with four shards. */
const IN_FLIGHT = 4
/** Samples of one request, as Prometheus sends them. */
const MOST = 2000
const PATIENCE_MS = 60_000

/** One request to be sent. */
interface Batch {
  readonly to: WriteAddress
  readonly body: Uint8Array
  readonly samples: number
}

/** The counters of some services of a tenant at some moments; each rises at a pace of its own. */
function encode(tenant: string, jobs: readonly string[], times: readonly number[]): Uint8Array {
  return request(
    ...jobs.map((job, pace) =>
      series(
        label('__name__', METRIC),
        label('code', '200'),
        label('job', job),
        label('tenant', tenant),
        ...times.map((at) => sample(at, Math.floor((at / 1000) * (pace + 1)))),
      ),
    ),
  )
}

function* batchesOf(
  senders: readonly Sender[],
  jobs: readonly string[],
  times: readonly number[],
): Generator<Batch> {
  const each = Math.max(1, Math.floor(MOST / times.length))
  for (const { name, source } of senders)
    for (let at = 0; at < jobs.length; at += each) {
      const some = jobs.slice(at, at + each)
      yield { to: source, body: encode(name, some, times), samples: some.length * times.length }
    }
}

/** Sends one request until it is accepted; throws when it is refused for good. */
async function deliver({ to, body, samples }: Batch): Promise<number> {
  const payload = new Uint8Array(await compress(Buffer.from(body)))
  for (const limit = performance.now() + PATIENCE_MS; ;) {
    const response = await fetch(to.url, {
      method: 'POST',
      headers: writeHeaders(to.credential),
      body: payload,
    })
    const text = await response.text()
    if (response.ok) return samples
    const isPassing = response.status === 429 || response.status === 503
    if (!isPassing || performance.now() > limit)
      throw new Error(`remote write was answered ${response.status}: ${text.slice(0, 500)}`)
    await sleep(100)
  }
}

/** Writes samples of all services of some tenants by remote write, as they would send them; resolves with how many it were. */
export async function writeSamples(
  senders: readonly Sender[],
  jobs: readonly string[],
  times: readonly number[],
): Promise<number> {
  const batches = batchesOf(senders, jobs, times)
  let written = 0
  const send = async (): Promise<void> => {
    for (const batch of batches) {
      const accepted = await deliver(batch) // apart: another sender adds while this one waits
      written += accepted
    }
  }
  await Promise.all(Array.from({ length: IN_FLIGHT }, send))
  return written
}

/** Goes on sending one sample of each series every minute; what it returns ends it. */
export function keepSending(senders: readonly Sender[], jobs: readonly string[]): () => Promise<void> {
  const stopping = new AbortController()
  const isStopping = (): boolean => stopping.signal.aborted
  const run = async (): Promise<void> => {
    while (!isStopping()) {
      await sleep(60_000, undefined, { signal: stopping.signal }).catch(() => undefined)
      if (!isStopping()) await writeSamples(senders, jobs, [Date.now()])
    }
  }
  // Kept until somebody waits for the end: nobody listens before.
  const running = Promise.allSettled([run()])
  return async () => {
    stopping.abort()
    for (const ending of await running) if (ending.status === 'rejected') throw ending.reason
  }
}
