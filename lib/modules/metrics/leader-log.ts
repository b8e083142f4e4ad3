import { setTimeout as sleep } from 'node:timers/promises'
import type { Clock } from '#lib/core/clock.ts'
import { DomainError } from '#lib/core/errors.ts'
import { certainSkew } from '#lib/infra/jobs/clock-guard.ts'
import { GroupQueue } from './group-queue.ts'
import {
  appendRows,
  databaseTime,
  dropPartitions,
  ensurePartition,
  newestId,
  readRows,
  tryToLead,
  type LogRow,
  type StoredRow,
} from './log-repository.ts'
import type { LogSession } from './log-session.ts'

/**
 * Where an engine stands: `connecting` to the database; `following` another leader, applying what that one appends;
 * `catching_up` with the log as the new leader; `leading`, the only state in which requests are accepted; `stopped`.
 */
export type LogState = 'connecting' | 'following' | 'catching_up' | 'leading' | 'stopped'

/** What a log needs. No callback may throw. */
export interface LeaderLogOptions {
  readonly openSession: () => Promise<LogSession>
  readonly clock: Clock
  /** How long requests are kept, milliseconds. */
  readonly retentionMs: number
  /** Name of this engine, for people who look into `metrics.leader`. */
  readonly holder: string
  /** How far this machine's clock may be from the database's, milliseconds; beyond it this engine does not lead. */
  readonly maxSkewMs: number
  /** A request that was appended before this engine led, or by another one. Called in the order of the log. */
  readonly onRow: (row: StoredRow) => void
  /** Called at each change of state; `reason` says why it was left when that was not on purpose. */
  readonly onState: (state: LogState, reason: unknown) => void
  /** Called after each commit, for counters. */
  readonly onCommit: (commit: {
    readonly rows: number
    readonly bytes: number
    readonly seconds: number
  }) => void
}

const FOLLOW_EVERY_MS = 500
const HEARTBEAT_MS = 3000
const HOUSEKEEPING_MS = 10 * 60_000
const CLOCK_CHECK_MS = 60_000
const HOUR_MS = 3_600_000
/** What a late clock of a sender may put behind the retention; see `TIME_LIMITS`. */
const RETENTION_SLACK_MS = 10 * 60_000
const FIRST_RETRY_MS = 100
const LAST_RETRY_MS = 2000
const READ_AHEAD_BYTES = 8 * 1024 * 1024
const FIRST_READ = 8
const LONGEST_READ = 1024
/** SQLSTATE of an insert for which there is no partition. */
const NO_PARTITION = '23514'

/**
 * The durable log of the engine, and with it the lease of its leader: whoever holds the lock of the log's session leads, and
 * everything is appended through that same session. Requests that wait while a commit is under way go into the next one.
 * When the session breaks, all that waits is refused, and the log connects again by itself.
 */
export class LeaderLog {
  readonly #options: LeaderLogOptions
  readonly #stopping = new AbortController()
  readonly #queue = new GroupQueue()
  #state: LogState = 'connecting'
  #running: Promise<void> | undefined
  #lastId = 0
  #targetId = 0
  #epoch = 0
  #nextHousekeeping = 0
  #nextClockCheck = 0
  #retryMs = FIRST_RETRY_MS
  #hasReadAll = false
  #roundTripMs: number | null = null

  constructor(options: LeaderLogOptions) {
    this.#options = options
  }

  /** The present state. */
  get state(): LogState {
    return this.#state
  }

  /** The fencing number of this engine's last leadership; 0 before the first. */
  get epoch(): number {
    return this.#epoch
  }

  /** True once everything was read that was in the log at some moment since the start: before that, answers lack data. */
  get hasReadAll(): boolean {
    return this.#hasReadAll
  }

  /** How long the database took for the last statement of the log, milliseconds; null without a connection. */
  get roundTripMs(): number | null {
    return this.#roundTripMs
  }

  /** The error for whoever needs the leader while this engine is none. */
  refusal(): DomainError {
    return unavailable(WHY_NOT[this.#state])
  }

  /** How far the head has come, as ids of the log: `done` of `target`. */
  get progress(): { readonly done: number; readonly target: number } {
    return { done: this.#lastId, target: Math.max(this.#targetId, this.#lastId) }
  }

  /** Begins to connect, to follow and, when nobody else does, to lead. */
  start(): void {
    this.#running ??= this.#run()
  }

  /** Commits what waits, gives up the lease and ends the session. */
  async stop(): Promise<void> {
    this.#stopping.abort()
    this.#queue.wake()
    await this.#running
    this.#setState('stopped', undefined)
  }

  /**
   * Makes a request durable, then calls `apply`, in the order of the log; resolves after that. Rejects with the code
   * `unavailable` when this engine does not lead, when too much waits already, or when the commit failed; in the last case the
   * request may nevertheless be in the log, so a repetition must do no harm.
   */
  async append(row: LogRow, apply: () => void): Promise<void> {
    if (this.#state !== 'leading' || this.#isStopping()) throw this.refusal()
    await this.#queue.push(row, apply)
  }

  async #run(): Promise<void> {
    while (!this.#isStopping()) {
      const reason = await this.#useSession()
      this.#queue.rejectAll(unavailable(WHY_NOT.connecting))
      if (this.#isStopping()) return
      this.#setState('connecting', reason)
      await this.#pause(this.#retryMs)
      this.#retryMs = Math.min(LAST_RETRY_MS, this.#retryMs * 2)
    }
  }

  /** Follows and leads over one session; returns why it ended. */
  async #useSession(): Promise<unknown> {
    let session: LogSession | undefined
    try {
      session = await this.#options.openSession()
      session.ended.then(() => this.#queue.wake()).catch(() => undefined)
      await this.#follow(session)
      await this.#lead(session)
      return undefined
    } catch (error) {
      return error
    } finally {
      this.#roundTripMs = null
      session?.destroy()
    }
  }

  /** Applies what others append until the lease is free; returns with it, or when the log is stopped. */
  async #follow(session: LogSession): Promise<void> {
    while (!this.#isStopping()) {
      const epoch = await tryToLead(session, this.#options.holder)
      if (epoch !== null) {
        this.#epoch = epoch
        return
      }
      this.#setState('following', undefined)
      await this.#catchUp(session)
      await this.#pause(FOLLOW_EVERY_MS)
    }
  }

  async #lead(session: LogSession): Promise<void> {
    if (this.#isStopping()) return
    this.#setState('catching_up', undefined)
    this.#targetId = await this.#timed(newestId(session))
    await this.#catchUp(session)
    this.#nextHousekeeping = 0
    this.#nextClockCheck = 0
    await this.#housekeep(session)
    if (this.#isStopping()) return
    this.#setState('leading', undefined)
    this.#retryMs = FIRST_RETRY_MS
    while (!this.#isStopping() || this.#queue.length > 0) {
      await this.#housekeep(session)
      const group = this.#queue.take()
      if (group.length > 0) {
        await this.#commit(session, group)
      } else {
        await this.#queue.waitForWork(HEARTBEAT_MS)
        // Nobody wrote for a while, or the session ended: the answer, or its absence, tells which.
        if (this.#queue.length === 0) await this.#timed(session.query({ text: 'select 1' }))
      }
    }
  }

  async #commit(session: LogSession, group: ReturnType<GroupQueue['take']>): Promise<void> {
    const rows = group.map((entry) => entry.row)
    try {
      this.#lastId = await this.#timed(this.#append(session, rows))
    } catch (error) {
      for (const entry of group)
        entry.reject(unavailable('The database did not confirm that the samples are stored.'))
      throw error
    }
    for (const entry of group) entry.apply()
    for (const entry of group) entry.resolve()
    const bytes = rows.reduce((sum, row) => sum + row.payload.length, 0)
    this.#options.onCommit({ rows: rows.length, bytes, seconds: (this.#roundTripMs ?? 0) / 1000 })
  }

  async #append(session: LogSession, rows: readonly LogRow[]): Promise<number> {
    try {
      return await appendRows(session, rows)
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === NO_PARTITION)) throw error
      for (const row of rows) await ensurePartition(session, row.receivedAtMs)
      return await appendRows(session, rows)
    }
  }

  /** Applies everything that is in the log behind the last request that this engine knows. */
  async #catchUp(session: LogSession): Promise<void> {
    const sinceMs = this.#now() - this.#options.retentionMs - RETENTION_SLACK_MS
    let limit = FIRST_READ
    while (!this.#isStopping()) {
      const rows = await readRows(session, { afterId: this.#lastId, sinceMs, limit })
      let bytes = 0
      for (const row of rows) {
        this.#options.onRow(row)
        this.#lastId = row.id
        bytes += row.payload.length
      }
      if (rows.length < limit) {
        this.#hasReadAll = true
        return
      }
      // As many requests as make a good read, whatever their size.
      limit = Math.min(
        LONGEST_READ,
        Math.max(1, Math.floor(READ_AHEAD_BYTES / Math.max(1, bytes / rows.length))),
      )
    }
  }

  async #housekeep(session: LogSession): Promise<void> {
    const now = this.#now()
    if (now >= this.#nextClockCheck) {
      this.#nextClockCheck = now + CLOCK_CHECK_MS
      await this.#checkClock(session)
    }
    if (now < this.#nextHousekeeping) return
    this.#nextHousekeeping = now + HOUSEKEEPING_MS
    for (const ahead of [0, 1, 2]) await ensurePartition(session, now + ahead * HOUR_MS)
    await dropPartitions(session, now - this.#options.retentionMs - RETENTION_SLACK_MS)
  }

  /** Samples are judged by this machine's clock, and rules and leases by the database's: they have to agree. */
  async #checkClock(session: LogSession): Promise<void> {
    const sentMs = this.#now()
    const databaseMs = await databaseTime(session)
    const skewMs = certainSkew(sentMs, this.#now(), databaseMs)
    if (Math.abs(skewMs) <= this.#options.maxSkewMs) return
    const where = skewMs > 0 ? 'ahead of' : 'behind'
    throw new Error(
      `this clock is ${(Math.abs(skewMs) / 1000).toFixed(1)} s ${where} the database's; check the time synchronisation of both machines`,
    )
  }

  async #timed<T>(work: Promise<T>): Promise<T> {
    const start = performance.now()
    const result = await work
    this.#roundTripMs = performance.now() - start
    return result
  }

  #setState(state: LogState, reason: unknown): void {
    if (state === this.#state && reason === undefined) return
    this.#state = state
    this.#options.onState(state, reason)
  }

  async #pause(ms: number): Promise<void> {
    // Aborted when the log stops, which is no error here.
    await sleep(ms, undefined, { signal: this.#stopping.signal }).catch(() => undefined)
  }

  #isStopping(): boolean {
    return this.#stopping.signal.aborted
  }

  #now(): number {
    return this.#options.clock.now().getTime()
  }
}

const WHY_NOT: Record<LogState, string> = {
  connecting: 'The engine has no connection to its database; nothing can be stored now.',
  following: 'Another engine leads; send to that one.',
  catching_up: 'The engine is reading its log after a start and will be ready soon.',
  leading: 'The engine is about to stop.',
  stopped: 'The engine has stopped.',
}

const unavailable = (message: string): DomainError =>
  new DomainError('unavailable', message, { retryAfterSeconds: 1 })
