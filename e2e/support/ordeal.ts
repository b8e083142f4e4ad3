import { z } from 'zod'
import type { Mailbox } from '#testing/mailbox.ts'
import type { WebhookReceiver } from '#testing/webhook-receiver.ts'
import { missingPages, startEpisodes, type Episode } from './episodes.ts'
import type { Estate } from './estate.ts'
import { LOAD_METRIC, nameSample, startLoad, type LoadReport } from './load.ts'
import { duplicates, receiptsOf } from './receipts.ts'
import { until } from './until.ts'

/** Where the ordeal is watched from, all of it outside of the product. */
export interface OrdealOptions {
  readonly mailbox: Mailbox
  readonly receiver: WebhookReceiver
  /** Tells its series and alerts from those of another ordeal on the same estate. */
  readonly run: string
  /** The record of what was accepted. */
  readonly file: string
  /** How long a page may take, whatever happens. */
  readonly limitMs: number
  /** What is known inside, for the message of a failure. */
  readonly describe: () => Promise<string>
}

/** What load and alerts came to; a list that should be empty is named after its fault. */
export interface OrdealReport {
  readonly load: LoadReport
  readonly episodes: readonly Episode[]
  /** Samples that were answered 2xx and are not there. */
  readonly lost: readonly string[]
  /** Samples that are there and were never answered 2xx. */
  readonly unexpected: readonly string[]
  /** Alerts that were accepted and did not bring every page. */
  readonly unpaged: readonly string[]
  readonly duplicates: readonly string[]
  /** Alerts without exactly one incident that is resolved. */
  readonly incidentFaults: readonly string[]
  /** Repetitions that a receiver recognises by their key. */
  readonly rawDuplicates: number
  /** What was known inside, when some page did not come. */
  readonly inside: string
}

/** Load and alerts that go on until they are stopped. */
export interface Ordeal {
  /** Resolves when samples have been accepted and a further alert was paged from now on. */
  untilMoving(limitMs?: number): Promise<void>
  /** Lets what is under way end, and judges it. */
  stop(): Promise<OrdealReport>
  /** Ends everything at once and puts out what burns; without effect after `stop`. */
  abandon(): Promise<void>
}

const matrix = z.object({
  data: z.object({
    resultType: z.literal('matrix'),
    result: z.array(
      z.object({
        metric: z.record(z.string(), z.string()),
        values: z.array(z.tuple([z.number(), z.string()])),
      }),
    ),
  }),
})
const incidents = z.object({
  incidents: z.array(z.object({ title: z.string(), state: z.string() })),
  next: z.string().nullable(),
})

async function storedSamples({ reader }: Estate, run: string): Promise<Set<string>> {
  const query = encodeURIComponent(`${LOAD_METRIC}{run="${run}"}[2h]`)
  const response = await fetch(`${reader.url}/query?query=${query}`, {
    headers: { authorization: `Bearer ${reader.credential}` },
  })
  const { data } = matrix.parse(await response.json())
  return new Set(
    data.result.flatMap(({ metric, values }) =>
      values.map(([at, value]) => nameSample(metric['series'] ?? '', Math.round(at * 1000), Number(value))),
    ),
  )
}

async function allIncidents({ admin, tenant }: Estate): Promise<z.output<typeof incidents>['incidents']> {
  const all = []
  let before: string | null = ''
  while (before !== null) {
    const more: string = before === '' ? '' : `&before=${encodeURIComponent(before)}`
    const page: z.output<typeof incidents> = await admin.must(
      incidents,
      'GET',
      `/api/v1/incidents?state=all&limit=200${more}`,
      { scope: `tenant:${tenant}` },
    )
    all.push(...page.incidents)
    before = page.next
  }
  return all
}

/** The alerts that do not have exactly one incident, or one that is still open. */
async function incidentFaults(estate: Estate, episodes: readonly Episode[]): Promise<string[]> {
  const list = await allIncidents(estate)
  return episodes.flatMap(({ title }) => {
    const states = list.filter((incident) => incident.title === title).map(({ state }) => state)
    return states.join() === 'resolved'
      ? []
      : [`${title}: ${states.length === 0 ? 'no incident' : states.join(', ')}`]
  })
}

async function judge(
  estate: Estate,
  options: OrdealOptions,
  load: LoadReport,
  episodes: readonly Episode[],
): Promise<OrdealReport> {
  const { mailbox, receiver, run } = options
  const isUnpaged = episodes.some(({ pagedAfterMs }) => pagedAfterMs === null)
  const inside = isUnpaged ? await options.describe().catch(String) : ''
  const stored = await storedSamples(estate, run)
  await until('all incidents are over', async () =>
    (await incidentFaults(estate, episodes)).length === 0 ? true : null,
  ).catch(() => undefined) // what is not over is in the report
  const all = receiptsOf(mailbox, receiver)
  return {
    load,
    episodes,
    lost: [...load.accepted].filter((sample) => !stored.has(sample)),
    unexpected: [...stored].filter((sample) => !load.accepted.has(sample)),
    unpaged: episodes.flatMap(({ title }) =>
      missingPages(estate, title, all).map((page) => `${title}: ${page}`),
    ),
    duplicates: duplicates(all),
    incidentFaults: await incidentFaults(estate, episodes),
    inside,
    rawDuplicates: all.length - new Set(all.map(({ to, key }) => `${to} ${key}`)).size,
  }
}

/** Starts load and alerts on an estate. */
export function startOrdeal(estate: Estate, options: OrdealOptions): Ordeal {
  const { mailbox, receiver, run, file, limitMs, describe } = options
  const abandoning = new AbortController()
  const { signal: abandoned } = abandoning
  const load = startLoad(estate.source, { run, file, abandoned })
  const episodes = startEpisodes(estate, { run, mailbox, receiver, limitMs, abandoned })
  let isStopped = false
  const paged = (): number => episodes.begun.filter(({ pagedAfterMs }) => pagedAfterMs !== null).length
  return {
    async untilMoving(within = limitMs) {
      const [samples, pages] = [load.accepted(), paged()]
      const isMoving = (): boolean => load.accepted() > samples && paged() > pages
      try {
        await until('samples and pages', async () => await Promise.resolve(isMoving() ? true : null), within)
      } catch (error) {
        const waiting = episodes.begun.filter(({ pagedAfterMs }) => pagedAfterMs === null)
        const all = receiptsOf(mailbox, receiver)
        const missing = waiting.flatMap(({ title }) =>
          missingPages(estate, title, all).map((page) => `${title}: ${page}`),
        )
        const counts = `${load.accepted() - samples} samples and ${paged() - pages} alerts since then`
        const inside = await describe().catch(String)
        throw new Error(`${counts}; waiting for ${missing.join(', ')}\n${inside}`, { cause: error })
      }
    },
    async abandon() {
      if (isStopped) return
      abandoning.abort()
      await episodes.putOut()
    },
    async stop() {
      isStopped = true
      await episodes.stop()
      return await judge(estate, options, await load.stop(), episodes.begun)
    },
  }
}
