import { setTimeout as sleep } from 'node:timers/promises'
import type { Registry as MetricsRegistry } from 'prom-client'
import { canaryPlatformScope } from '#lib/core/canary.ts'
import { permissionsOfJob } from '#lib/core/job-permissions.ts'
import { operatorScope, scopeOfOwner, type Owner } from '#lib/core/scope.ts'
import type { RequestContext } from '#lib/infra/context/request-context.ts'
import { openAccountRecords } from '#lib/infra/auth/account-records.ts'
import type { Runtime } from '#lib/infra/context/runtime.ts'
import { systemContext } from '#lib/infra/context/system-context.ts'
import { openPool } from '#lib/infra/db/index.ts'
import { watchClock, type ClockGuard } from '#lib/infra/jobs/clock-guard.ts'
import { startDispatcher, type Dispatcher } from '#lib/infra/jobs/dispatcher.ts'
import { createJobMetrics, registerJobGauges } from '#lib/infra/jobs/job-metrics.ts'
import { readPayload } from '#lib/infra/jobs/outbox-rows.ts'
import { openOutboxStore } from '#lib/infra/jobs/outbox-store.ts'
import { QUEUE_NAMES, type QueueName, type QueueTiming } from '#lib/infra/jobs/queue-names.ts'
import { openQueues, type Queues } from '#lib/infra/jobs/queues.ts'
import { runJob, type RunnerOptions } from '#lib/infra/jobs/runner.ts'
import type { Logger } from '#lib/infra/telemetry/logger.ts'
import { ensureDefaultRules } from '#lib/modules/alerting/index.ts'
import { dueRequests } from '#lib/modules/approvals/index.ts'
import { recordAudit } from '#lib/modules/audit/index.ts'
import { ensureCanaries } from '#lib/modules/canaries/index.ts'
import { ensureSelfPlatform, type WatcherLink } from '#lib/modules/health/index.ts'
import { dueSteps } from '#lib/modules/incidents/index.ts'
import { dueErasures, dueExports } from '#lib/modules/leaving/index.ts'
import { dueDeliveries, type Senders } from '#lib/modules/notifications/index.ts'
import { createRegistry, DEFINITIONS, type HandlerParts } from '../registry.ts'
import { scheduledWork } from '../schedules.ts'

/** What a jobs process is started with. */
export interface JobsOptions {
  /** Address of the database as the role `jobs`, without a pooler in between: it listens. */
  readonly jobsUrl: string
  /** Where the queues live when not in the same database. */
  readonly redisUrl?: string | undefined
  /** What the process shares with the verbs: its scoped database, keys, clock and log. */
  readonly own: Runtime
  readonly senders: Senders
  readonly watcher: WatcherLink
  readonly canaries: HandlerParts['canaries']
  /** How heads of audit chains reach their witnesses. */
  readonly anchors: HandlerParts['anchors']
  readonly registry: MetricsRegistry
  readonly sweepSeconds: number
  readonly leaseSeconds: number
  /** Shorter times than those of the queues, for tests. */
  readonly timing?: Partial<Record<QueueName, Partial<QueueTiming>>>
}

/** A running jobs process. */
export interface JobsProcess {
  /** True while the clocks agree and notifications arrive. */
  isHealthy(): boolean
  /** Takes nothing more, waits for the jobs in hand (at most `patienceMs`), closes its connections. */
  close(patienceMs: number): Promise<void>
}

/** How long what has to be there before work makes sense waits between two tries. */
const RETRY_MS = 1000
/** Milliseconds that a query about what is due may take; they are short, and a lost answer must not hold the process. */
const QUERY_MS = 15_000

/** A job works in the scope of the platform of its record: who is on call usually stands above the tenant. */
const scopeOfRecord = (owner: Owner) => scopeOfOwner({ platformId: owner.platformId, tenantId: null })

const contexts =
  ({ database, clock, log }: Runtime): RunnerOptions['contextOf'] =>
  (owner, { name, permissions }) =>
    systemContext({
      scope: scopeOfRecord(owner),
      actor: { kind: 'job', name, permissions },
      database,
      clock,
      log,
    })

async function auditRefusal(
  ctx: RequestContext,
  refusal: { readonly job: string; readonly id: string; readonly owner: Owner },
): Promise<void> {
  await ctx.db.tx(
    async (tx) =>
      await recordAudit(tx, ctx, {
        action: 'job.refuse',
        target: { kind: 'job', id: refusal.id, name: refusal.job },
        details: { reason: 'it names a record that is not its owner’s' },
        owner: refusal.owner,
      }),
  )
}

/** Starts everything that works in the background; nothing is claimed before the clocks are known to agree. */
export function startJobs(options: JobsOptions): JobsProcess {
  const { jobsUrl, redisUrl, own, registry, leaseSeconds } = options
  const { clock, log } = own
  const pool = openPool(jobsUrl, 'jobs', 4, QUERY_MS)
  const outbox = openOutboxStore(pool)
  const queues = openQueues({
    home: redisUrl === undefined ? { postgresUrl: jobsUrl } : { redisUrl },
    onError: (queue, error) => log.warn({ queue, err: error }, 'a queue reports'),
    ...(options.timing === undefined ? {} : { timing: options.timing }),
  })
  const handlers = createRegistry({ ...options, outbox, accounts: openAccountRecords(pool) })
  const guard = watchClock({ pool, clock, log, onChange: (trusted) => followTrust(trusted, queues, log) })
  const dispatcher = startDispatcher({
    listenUrl: jobsUrl,
    outbox,
    sources: [
      dueSteps(pool),
      dueDeliveries(pool),
      dueRequests(pool),
      dueExports(pool),
      dueErasures(pool),
      scheduledWork(clock),
    ],
    queues,
    queueOf: (kind) => DEFINITIONS.find((definition) => definition.name === kind)?.queue,
    mayClaim: () => guard.isTrusted(),
    log,
    sweepSeconds: options.sweepSeconds,
    leaseSeconds,
  })
  const runner: RunnerOptions = {
    handlers: new Map(Object.entries(handlers)),
    outbox,
    contextOf: contexts(own),
    payloadOf: async (ctx, row) => await ctx.db.read(async (tx) => await readPayload(tx, row)),
    onRefused: auditRefusal,
    metrics: createJobMetrics(registry),
    log,
    leaseSeconds,
  }
  registerJobGauges(registry, { queues, clock: guard, isListening: () => dispatcher.isListening() })
  const stopping = new AbortController()
  const began = begin({ queues, guard, dispatcher, runner, own, signal: stopping.signal })
  return {
    isHealthy: () => guard.isTrusted() && dispatcher.isListening(),
    async close(patienceMs) {
      stopping.abort()
      guard.close()
      await dispatcher.close()
      await began
      await queues.close(patienceMs)
      await pool.end()
    },
  }
}

function followTrust(trusted: boolean, queues: Queues, log: Logger): void {
  const follow = trusted ? queues.resume() : queues.pause()
  follow.catch((error: unknown) => log.error({ err: error, trusted }, 'the queues do not follow the clock'))
}

interface Beginning {
  readonly queues: Queues
  readonly guard: ClockGuard
  readonly dispatcher: Dispatcher
  readonly runner: RunnerOptions
  readonly own: Runtime
  readonly signal: AbortSignal
}

/** Repeats `act` until it succeeds or the process stops. */
async function until(what: string, { own, signal }: Beginning, act: () => Promise<unknown>): Promise<void> {
  for (let first = true; !signal.aborted; first = false) {
    try {
      await act()
      return
    } catch (error) {
      own.log[first ? 'warn' : 'debug']({ err: error }, `${what}: tried again until it works`)
      await sleep(RETRY_MS, undefined, { signal }).catch(() => undefined)
    }
  }
}

async function begin(parts: Beginning): Promise<void> {
  const { queues, guard, dispatcher, runner, own, signal } = parts
  await until('the clocks are compared', parts, async () => await guard.check())
  if (signal.aborted) return
  for (const queue of QUEUE_NAMES) {
    queues.work(queue, async (work) => {
      await runJob(runner, work)
      dispatcher.nudge()
    })
  }
  if (!guard.isTrusted()) await queues.pause()
  dispatcher.nudge()
  await until('our own platform and its rules', parts, async () => {
    const permissions = permissionsOfJob('self-watch')
    const actor = { kind: 'job', name: 'self-watch', permissions } as const
    const ctx = systemContext({ scope: operatorScope, actor, ...own })
    await ensureSelfPlatform(ctx)
    await ensureDefaultRules(ctx)
    const home = systemContext({ scope: canaryPlatformScope, actor, ...own })
    await ensureCanaries(ctx, home, own)
  })
}
