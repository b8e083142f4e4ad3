import { DomainError } from '#lib/core/errors.ts'
import type { Owner } from '#lib/core/scope.ts'
import type { RequestContext } from '#lib/infra/context/request-context.ts'
import type { Logger } from '#lib/infra/telemetry/logger.ts'
import { backoffAfter, UNKNOWN_KIND_SECONDS, type JobDefinition } from './define-job.ts'
import { envelope, ownerOfEnvelope, type Envelope, type ReceivedWork } from './envelope.ts'
import type { BoundHandler } from './handler.ts'
import type { JobMetrics } from './job-metrics.ts'
import type { OutboxStore } from './outbox-store.ts'
import { within } from './within.ts'

/** How a run ended. */
export type RunOutcome = 'ok' | 'already_done' | 'failed' | 'dead' | 'refused' | 'invalid' | 'unknown'

/** What the runner needs. */
export interface RunnerOptions {
  /** Handlers by name of their job. */
  readonly handlers: ReadonlyMap<string, BoundHandler>
  readonly outbox: Pick<OutboxStore, 'begin' | 'done' | 'dead' | 'giveBack'>
  /** The context in which a record's work is done: the system in the scope of the record. */
  readonly contextOf: (owner: Owner, job: Pick<JobDefinition, 'name' | 'permissions'>) => RequestContext
  /** The payload of an outbox row, or null when there is none of this id and kind with exactly this owner. */
  readonly payloadOf: (
    ctx: RequestContext,
    row: { readonly id: string; readonly kind: string; readonly owner: Owner },
  ) => Promise<{ readonly payload: unknown } | null>
  /** Writes the audit entry about a job that named somebody else's record. */
  readonly onRefused: (
    ctx: RequestContext,
    refusal: { readonly job: string; readonly id: string; readonly owner: Owner },
  ) => Promise<void>
  readonly metrics: Pick<JobMetrics, 'ran'>
  readonly log: Logger
  /** How long a row stays claimed beyond the time that its run may take. */
  readonly leaseSeconds: number
}

/** One run: which handler, for whom, with what. */
interface Run {
  readonly id: string
  readonly handler: BoundHandler
  readonly data: Envelope
  readonly owner: Owner
  readonly ctx: RequestContext
}

/** Seconds that a run may take beyond its handler's time for its own records: one that never ends holds a worker for ever. */
const RECORD_SECONDS = 30

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))
const isForeign = (error: unknown): boolean => error instanceof DomainError && error.code === 'not_found'

/**
 * Runs one job as it came out of a queue. Resolves with how it ended; rejects only when even that could not be recorded
 * (the database is away): then the lock and the claim run out, and it is run again.
 */
export async function runJob(options: RunnerOptions, work: ReceivedWork): Promise<RunOutcome> {
  const started = performance.now()
  const seconds = (options.handlers.get(work.name)?.definition.timeoutSeconds ?? 0) + RECORD_SECONDS
  const outcome = await within(
    seconds * 1000,
    decideRun(options, work),
    `${work.name} and its records took longer than ${seconds} s`,
  )
  options.metrics.ran(work.name, outcome, (performance.now() - started) / 1000)
  return outcome
}

async function decideRun(options: RunnerOptions, work: ReceivedWork): Promise<RunOutcome> {
  const parsed = envelope.safeParse(work.data)
  if (!parsed.success) {
    options.log.error(
      { job: work.name, id: work.id, problem: parsed.error.message },
      'a job carries data that is no envelope: dropped',
    )
    return 'invalid'
  }
  const data = parsed.data
  const handler = options.handlers.get(work.name)
  if (handler === undefined) {
    options.log.warn(
      { job: work.name, id: work.id },
      'a job of a kind that this version does not know: left to another version',
    )
    if (data.outboxId !== null)
      await options.outbox.giveBack([data.outboxId], UNKNOWN_KIND_SECONDS, `unknown kind ${work.name}`)
    return 'unknown'
  }
  const owner = ownerOfEnvelope(data)
  const run: Run = {
    id: data.outboxId ?? work.id,
    handler,
    data,
    owner,
    ctx: options.contextOf(owner, handler.definition),
  }
  return data.outboxId === null
    ? await runDirect(options, run)
    : await runFromOutbox(options, run, data.outboxId)
}

/** Another table is the record: it stays due until the work is done, so a failure needs no record of its own. */
async function runDirect(options: RunnerOptions, run: Run): Promise<RunOutcome> {
  const { handler, data, owner, ctx } = run
  try {
    handler.parse(data.payload)
  } catch (error) {
    ctx.log.error(
      { job: handler.definition.name, err: error },
      'a job carries a payload that its schema refuses: dropped',
    )
    return 'invalid'
  }
  try {
    await runInTime(run, data.payload, 1)
    return 'ok'
  } catch (error) {
    if (isForeign(error)) return await refuse(options, run, null)
    ctx.log.error({ job: handler.definition.name, owner, err: error }, 'a job failed; its record stays due')
    return 'failed'
  }
}

async function runFromOutbox(options: RunnerOptions, run: Run, id: string): Promise<RunOutcome> {
  const { outbox } = options
  const { name, retry, timeoutSeconds } = run.handler.definition
  const attempt = await outbox.begin(id, timeoutSeconds + options.leaseSeconds)
  if (attempt === null) return 'already_done'
  const row = await options.payloadOf(run.ctx, { id, kind: name, owner: run.owner })
  if (row === null) return await refuse(options, run, id)
  try {
    run.handler.parse(row.payload)
  } catch (error) {
    run.ctx.log.error(
      { job: name, id, err: error },
      'an outbox row carries a payload that its schema refuses',
    )
    await outbox.dead(id, `invalid payload: ${reasonOf(error)}`)
    return 'invalid'
  }
  if (attempt > retry.attempts)
    return await bury(options, run, { id, payload: row.payload, reason: 'its last run never ended' })
  try {
    await runInTime(run, row.payload, attempt)
  } catch (error) {
    if (isForeign(error)) return await refuse(options, run, id)
    const reason = reasonOf(error)
    if (attempt >= retry.attempts) return await bury(options, run, { id, payload: row.payload, reason })
    const seconds = backoffAfter(retry, attempt)
    run.ctx.log.warn({ job: name, id, attempt, seconds, err: error }, 'a job failed and will be tried again')
    await outbox.giveBack([id], seconds, reason)
    return 'failed'
  }
  await outbox.done(id)
  return 'ok'
}

async function runInTime(run: Run, payload: unknown, attempt: number): Promise<void> {
  const { name, timeoutSeconds } = run.handler.definition
  const abort = new AbortController()
  try {
    const running = run.handler.run(run.ctx, payload, {
      id: run.id,
      owner: run.owner,
      attempt,
      signal: abort.signal,
    })
    await within(timeoutSeconds * 1000, running, `${name} did not end within ${timeoutSeconds} s`)
  } finally {
    abort.abort()
  }
}

/** After the last failure: the job's own hook first, so that a row is never marked dead without it. */
async function bury(
  options: RunnerOptions,
  run: Run,
  end: { readonly id: string; readonly payload: unknown; readonly reason: string },
): Promise<RunOutcome> {
  const { name } = run.handler.definition
  run.ctx.log.error({ job: name, id: end.id, reason: end.reason }, 'a job is given up')
  await run.handler.dead(run.ctx, end.payload, end.reason)
  await options.outbox.dead(end.id, end.reason)
  return 'dead'
}

async function refuse(options: RunnerOptions, run: Run, outboxId: string | null): Promise<RunOutcome> {
  const { name } = run.handler.definition
  run.ctx.log.warn(
    { job: name, owner: run.owner, outboxId },
    'a job names a record that is not its owner’s: refused',
  )
  await options.onRefused(run.ctx, { job: name, id: outboxId ?? name, owner: run.owner })
  if (outboxId !== null)
    await options.outbox.dead(outboxId, 'refused: it names a record that is not its owner’s')
  return 'refused'
}
