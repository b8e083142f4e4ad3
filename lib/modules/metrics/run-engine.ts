import { setTimeout as sleep } from 'node:timers/promises'
import { hostname } from 'node:os'
import type { Registry } from 'prom-client'
import { compress } from 'snappy'
import type { Clock } from '#lib/core/clock.ts'
import type { IdentifyDeps } from '#lib/infra/auth/identify.ts'
import type { IsTrusted } from '#lib/infra/config/trusted-proxies.ts'
import { openPool } from '#lib/infra/db/index.ts'
import type { Outgoing } from '#lib/infra/http/outgoing.ts'
import type { Logger } from '#lib/infra/telemetry/logger.ts'
import { isRecord } from '#lib/core/unsafe.ts'
import { authenticateWith } from './authenticate.ts'
import { Directory } from './directory.ts'
import { PLANS } from './domain/limits.ts'
import { Engine } from './engine.ts'
import {
  findSelfPlatform,
  insertService,
  listAllowed,
  listParts,
  listTargetRows,
  type EnginePool,
  type TargetRow,
} from './engine-repository.ts'
import type { SelfTarget } from '#lib/modules/health/domain/self-services.ts'
import { fetchTargetWith } from './fetch-target.ts'
import { DoorNotes } from './door-notes.ts'
import { createEngineApp } from './http/app.ts'
import { Door, type EngineRates } from './http/door.ts'
import { openLogSession } from './log-session.ts'
import type { OnNewJob, RuleEvaluator, ScrapeTarget, TenantDirectory } from './ports.ts'
import { Scraper } from './scrape/scraper.ts'
import { watchServices } from './service-watch.ts'

/** What an engine process is started with. */
export interface EngineProcessOptions {
  /** Address of the database as the role `engine`. A pooler in between must keep sessions. */
  readonly databaseUrl: string
  readonly identify: IdentifyDeps
  readonly outgoing: Outgoing
  readonly registry: Registry
  readonly clock: Clock
  readonly log: Logger
  readonly rates: EngineRates
  readonly host: string
  readonly port: number
  readonly retentionMs: number
  /** The bearer token of our own processes' metrics. */
  readonly metricsToken: string
  /** Whose `X-Forwarded-For` is believed. */
  readonly isTrustedProxy: IsTrusted
  /** Our own processes on this machine, which are scraped without a check of where they lead. */
  readonly selfTargets: readonly SelfTarget[]
  readonly selfIntervalMs: number
  /** Makes the evaluator of alert rules, which asks the engine. */
  readonly createRules: (engine: Engine, tenants: TenantDirectory) => RuleEvaluator
}

/** A running engine process. */
export interface EngineProcess {
  readonly engine: Engine
  /** The address on which it listens. */
  readonly address: string
  /** Takes nothing new, commits what waits, gives up the lead. */
  stop(): Promise<void>
}

const REFRESH_MS = 3000
const LOG_DEADLINE_MS = 5000

/** Puts the engine together with its database and starts it: HTTP at once, ingest when the log was read, scrapes while it leads. */
export async function runEngine(options: EngineProcessOptions): Promise<EngineProcess> {
  const { databaseUrl, clock, log, registry } = options
  const pool = openPool(databaseUrl, 'engine', 3)
  const directory = new Directory()
  const engine = new Engine({
    openSession: async () =>
      await openLogSession({ url: databaseUrl, name: 'engine:log', deadlineMs: LOG_DEADLINE_MS }),
    clock,
    log,
    registry,
    tenants: directory,
    onNewJob: announceTo(pool, log),
    retentionMs: options.retentionMs,
    holder: `${hostname()} ${process.pid}`,
  })
  engine.attachRules(options.createRules(engine, directory))
  const { door, notes } = doorOf(options)
  const app = createEngineApp({ ...options, engine, door })
  const address = await app.listen({ host: options.host, port: options.port })

  const stopping = new AbortController()
  const known = keepKnown({
    pool,
    directory,
    log,
    signal: stopping.signal,
    onGone: (tenantIds) => engine.forgetTenants(tenantIds),
  })
  const scraper = scraperOf(options, engine, { pool, allowed: known.allowed })
  // The log names tenants by what their labels say, so it is not read before the tenants are known.
  const started = known.first.then(() => {
    if (stopping.signal.aborted) return
    engine.start()
    scraper.start()
  })
  const watching = watchServices(
    {
      pool,
      clock,
      log,
      isLeading: () => engine.state === 'leading',
      signals: (services, nowMs) => engine.serviceSignals(services, nowMs),
    },
    stopping.signal,
  )
  return {
    engine,
    address,
    async stop() {
      stopping.abort()
      await app.close()
      await notes.stop()
      await started
      await scraper.stop()
      await engine.stop()
      await known.ended
      await watching
      await pool.end()
    },
  }
}

function doorOf(options: EngineProcessOptions): { readonly door: Door; readonly notes: DoorNotes } {
  const notes = new DoorNotes(options)
  return {
    notes,
    door: new Door({ ...options, authenticate: authenticateWith(options.identify), note: notes.note }),
  }
}

function announceTo(pool: EnginePool, log: Logger): OnNewJob {
  return (owner, job) => {
    insertService(pool, owner, job).catch((error: unknown) => {
      log.warn(
        { err: error, job },
        'the service of a new job could not be written; it will be at the next start',
      )
    })
  }
}

interface Known {
  /** Settles when everything was read once. */
  readonly first: Promise<void>
  readonly ended: Promise<void>
  readonly allowed: () => Awaited<ReturnType<typeof listAllowed>>
}

interface KnownParts {
  readonly pool: EnginePool
  readonly directory: Directory
  readonly log: Logger
  readonly signal: AbortSignal
  /** Told about tenants that were erased. */
  readonly onGone: (tenantIds: ReadonlySet<string>) => void
}

/** Reads tenants, platforms and the list of allowed addresses, again and again. */
function keepKnown({ pool, directory, log, signal, onGone }: KnownParts): Known {
  let allowed: Awaited<ReturnType<typeof listAllowed>> = []
  const read = async (): Promise<boolean> => {
    try {
      const { platforms, tenants, shut } = await listParts(pool)
      const gone = directory.set(platforms, tenants, shut)
      if (gone.size > 0) onGone(gone)
      allowed = await listAllowed(pool)
      return true
    } catch (error) {
      log.warn({ err: error }, 'tenants cannot be read; what was read last stays in use')
      return false
    }
  }
  const pause = async (ms: number): Promise<unknown> =>
    await sleep(ms, undefined, { signal }).catch(() => undefined)
  const readFirst = async (): Promise<void> => {
    while (!signal.aborted && !(await read())) await pause(REFRESH_MS / 3)
  }
  const first = readFirst()
  const readOn = async (): Promise<void> => {
    await first
    for (await pause(REFRESH_MS); !signal.aborted; await pause(REFRESH_MS)) await read()
  }
  return { first, ended: readOn(), allowed: () => allowed }
}

function scraperOf(
  options: EngineProcessOptions,
  engine: Engine,
  known: Pick<Known, 'allowed'> & { readonly pool: EnginePool },
): Scraper {
  return new Scraper({
    fetchTarget: fetchTargetWith({ ...options, allowed: known.allowed }),
    clock: options.clock,
    log: options.log,
    isOpen: () => engine.state === 'leading',
    async write({ platformId, tenantId, isSelf }, request) {
      const plan = isSelf ? PLANS.unlimited : PLANS.standard
      const sender = { sourceId: null, platformId, tenantId, tenantLabel: null, plan }
      await engine.write(sender, await compress(request))
    },
    onScrape: (_target, problem) => engine.telemetry.countScrape(problem === null),
    async listTargets() {
      const platformId = await findSelfPlatform(known.pool)
      const own =
        platformId === null ? [] : options.selfTargets.map((target) => ownTarget(target, platformId, options))
      return [...own, ...(await listTargetRows(known.pool)).map(targetOf)]
    },
  })
}

function ownTarget(
  target: SelfTarget,
  platformId: string,
  { selfIntervalMs }: Pick<EngineProcessOptions, 'selfIntervalMs'>,
): ScrapeTarget {
  return {
    ...target,
    id: `self ${target.job}`,
    intervalMs: selfIntervalMs,
    timeoutMs: selfIntervalMs,
    platformId,
    tenantId: null,
    labels: {},
    isSelf: true,
  }
}

function targetOf({ intervalSeconds, timeoutSeconds, labels, ...row }: TargetRow): ScrapeTarget {
  const texts = Object.entries(isRecord(labels) ? labels : {}).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string',
  )
  const { instance, ...others } = Object.fromEntries(texts)
  return {
    ...row,
    instance: instance ?? (URL.canParse(row.url) ? new URL(row.url).host : row.url),
    intervalMs: intervalSeconds * 1000,
    timeoutMs: timeoutSeconds * 1000,
    labels: others,
    isSelf: false,
  }
}
