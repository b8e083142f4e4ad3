import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'
import { openMailbox, type Mailbox } from '#testing/mailbox.ts'
import { withClient } from '#lib/infra/cluster/with-client.ts'
import { startInstallation, type Installation } from '#testing/processes.ts'
import { openWebhookReceiver, type WebhookReceiver } from '#testing/webhook-receiver.ts'
import { prepareEstate, type Estate } from './estate.ts'
import { startOrdeal, type Ordeal, type OrdealReport } from './ordeal.ts'
import { startStoppableCluster, type StoppableCluster } from './stoppable-cluster.ts'

/** A whole installation with an estate on it, receivers outside of it, and a database that can be taken away. */
export interface Trial {
  readonly installation: Installation
  readonly estate: Estate
  readonly mailbox: Mailbox
  readonly receiver: WebhookReceiver
  readonly cluster: StoppableCluster
  /** Starts load and alerts; one at a time. */
  startOrdeal(): Ordeal
  close(): Promise<void>
}

/** Leases and sweeps are a tenth of what they are in production. */
const QUICK = { SWEEP_SECONDS: '2', LEASE_SECONDS: '3' }
/** How long a page may take, through every fault of a trial: four outages of 30 s, one right after the other, are among them. */
const PAGE_LIMIT_MS = 240_000

/** Opens a trial; `isEmbedded` runs the product on its own Postgres, which its supervisor keeps alive. */
export async function openTrial(
  options: { readonly isEmbedded?: boolean; readonly watcherSeconds?: number } = {},
): Promise<Trial> {
  const directory = mkdtempSync(join(tmpdir(), 'bailiwick-trial-'))
  const cluster = await startStoppableCluster()
  const mailbox = await openMailbox()
  const receiver = await openWebhookReceiver()
  const installation = await startInstallation({
    ...QUICK,
    ...(options.isEmbedded === true ? {} : { DATABASE_URL: cluster.url }),
    SMTP_URL: mailbox.url,
    WATCHER_WEBHOOK_URL: receiver.url,
    WATCHER_TIMEOUT_SECONDS: String(options.watcherSeconds ?? 180),
  })
  const estate = await prepareEstate(installation, mailbox, receiver)
  let ordeals = 0
  return {
    installation,
    estate,
    mailbox,
    receiver,
    cluster,
    startOrdeal() {
      ordeals += 1
      const run = `run-${ordeals}`
      return startOrdeal(estate, {
        mailbox,
        receiver,
        run,
        file: join(directory, run),
        limitMs: PAGE_LIMIT_MS,
        describe: async () => await describeState(installation),
      })
    },
    async close() {
      await installation.stop()
      installation.remove()
      await cluster.remove()
      await mailbox.close()
      await receiver.close()
      rmSync(directory, { recursive: true })
    },
  }
}

const runRecord = z.object({ environment: z.looseObject({ DB_URL_JOBS: z.string() }) })

/** What there is to do and what was said about it, for the one who looks into a trial that failed. */
async function describeState(installation: Installation): Promise<string> {
  const record: unknown = JSON.parse(readFileSync(join(installation.dataDirectory, 'run.json'), 'utf8'))
  return await withClient(runRecord.parse(record).environment.DB_URL_JOBS, async (client) => {
    const { rows } = await client.query<{ line: string }>(`
      select format('%s %s: %s', what, state, count(*)) as line from (
        select 'outbox ' || kind as what, state::text from outbox union all
        select 'delivery', state::text from delivery union all
        select 'step', state::text from escalation_step union all
        select 'queue ' || queue || ' ' || name, state::text from bullmq.job) all_of_it
      group by what, state
      union all select format('%s %s: run %s of %s, locked for %s ms', queue, name, stalled_count, id, locked_until_ms - extract(epoch from now()) * 1000)
        from bullmq.job where state = 'active'
      union all select format('%s: %s, %s, %s', application_name, state, wait_event, left(query, 90)) from pg_stat_activity
        where datname = current_database() and application_name not like 'queue-%'
      order by 1`)
    return [...rows.map(({ line }) => line), ...installation.program.lines().slice(-60)].join('\n')
  })
}

/** Asserts that nothing was lost, nothing came twice, and that the faults were felt at all. */
export function assertSurvived(report: OrdealReport): void {
  const { load, episodes, rawDuplicates } = report
  const waits = episodes.flatMap(({ pagedAfterMs }) => pagedAfterMs ?? [])
  const statuses = [...load.statuses].map(([status, count]) => `${count} × ${status}`).join(', ')
  process.stdout.write(
    `${load.accepted.size} samples accepted (${statuses}; longest gap ${Math.round(load.longestGapMs)} ms), ` +
      `${episodes.length} alerts, all pages after at most ${Math.round(Math.max(0, ...waits))} ms, ` +
      `${rawDuplicates} repetitions with the same key\n`,
  )
  const faults = {
    'samples that were answered 2xx and are not there': report.lost,
    'samples that are there and were never answered 2xx': report.unexpected,
    'pages that did not come': report.unpaged,
    'pages that came twice': report.duplicates,
    'alerts without exactly one incident that is over': report.incidentFaults,
  }
  for (const [what, list] of Object.entries(faults))
    assert.equal(
      list.length,
      0,
      `${list.length} ${what}, e.g. ${list.slice(0, 10).join('; ')}\n${report.inside}`,
    )
  assert.ok(load.accepted.size > 1000, `${load.accepted.size} samples were accepted`)
  assert.ok(episodes.length >= 8, `${episodes.length} alerts fired`)
}

/** Asserts that the audit chains are whole. */
export async function assertAudited(installation: Installation): Promise<void> {
  const text = await installation.cli('audit', 'verify', '--json')
  assert.equal(z.object({ ok: z.boolean() }).parse(JSON.parse(text)).ok, true, text)
}
