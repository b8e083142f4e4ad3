import { join } from 'node:path'
import type { Clock } from '#lib/core/clock.ts'
import { createReplayGuard } from '#lib/infra/http/webhook/replay-guard.ts'
import {
  derivedWebhookSecret,
  verifyWebhook,
  type IncomingHeaders,
} from '#lib/infra/http/webhook/signature.ts'
import type { Logger } from '#lib/infra/telemetry/logger.ts'
import { createMetrics } from '#lib/infra/telemetry/metrics.ts'
import { HEARTBEAT_LABEL, NOTICE_LABEL } from '#lib/modules/health/domain/heartbeat.ts'
import { openLogFile, type LogFile } from './log-file.ts'
import { createNotifier, type Notifier } from './notifier.ts'
import { beginWatch, hear, look, stateOf, type Watch, type Watched, type WatchRules } from './silence.ts'
import { noticeBody } from './words.ts'

/** What keeping watch needs to know. */
export interface KeeperOptions {
  /** BAILIWICK_SECRET, from which the secrets of heartbeats and notices follow. */
  readonly secret: string
  /** The one beside it, while the secret is being replaced. */
  readonly secondSecret?: string | undefined
  /** Where its own log goes. */
  readonly stateDirectory: string
  readonly timeoutSeconds: number
  /** Whom to tell; undefined when there is only the log. */
  readonly webhookUrl: string | undefined
  /** What is watched, as people know it. */
  readonly publicUrl: string
  readonly clock: Clock
  readonly log: Logger
  /** Milliseconds between the tries of a notice; the notifier's own unless given. */
  readonly retryMs?: readonly number[]
}

/** Until people are told again that it is still silent, milliseconds. */
const REPEAT_MS = 15 * 60 * 1000
/** A look that is later than this was held up by the machine. */
const GAP_MS = 10_000

function watcherMetrics() {
  const metrics = createMetrics()
  return {
    registry: metrics.registry,
    heartbeats: metrics.counter('bailiwick_watcher_heartbeats_total', 'Heartbeats taken.'),
    refused: metrics.counter('bailiwick_watcher_refused_total', 'Heartbeats refused, by reason.', ['reason']),
    silences: metrics.counter('bailiwick_watcher_silences_total', 'Times that heartbeats stopped.'),
    tries: metrics.counter('bailiwick_watcher_notice_tries_total', 'Tries to deliver a notice.', ['outcome']),
    silence: metrics.gauge(
      'bailiwick_watcher_silence_seconds',
      'Time since the last heartbeat, or since the start.',
    ),
  }
}

/** Keeps watch: takes heartbeats, looks at the clock, and tells people what follows from either. */
export class Keeper {
  readonly #options: KeeperOptions
  readonly #rules: WatchRules
  readonly #file: LogFile
  readonly #notifier: Notifier | null
  readonly #heartbeatSecrets: readonly string[]
  readonly #metrics = watcherMetrics()
  readonly #guard = createReplayGuard()
  #watch: Watch

  constructor(options: KeeperOptions) {
    const { clock, secret, secondSecret, log, webhookUrl: url, retryMs } = options
    this.#options = options
    this.#rules = { timeoutMs: options.timeoutSeconds * 1000, repeatMs: REPEAT_MS, gapMs: GAP_MS }
    this.#file = openLogFile(join(options.stateDirectory, 'watcher.log'), clock, log)
    const derived = (label: string): string[] =>
      [secret, secondSecret].flatMap((one) => (one === undefined ? [] : [derivedWebhookSecret(one, label)]))
    this.#heartbeatSecrets = derived(HEARTBEAT_LABEL)
    this.#watch = beginWatch(clock.now().getTime())
    const notifier = {
      secrets: derived(NOTICE_LABEL),
      clock,
      log: this.#file,
      onTry: (outcome: 'delivered' | 'failed') => this.#metrics.tries.inc({ outcome }),
      ...(retryMs === undefined ? {} : { retryMs }),
    }
    this.#notifier = url === undefined ? null : createNotifier({ ...notifier, url })
  }

  /** Writes the first line of the log. */
  begin(port: number): void {
    const { timeoutSeconds, webhookUrl } = this.#options
    this.#file.write('started', {
      port,
      timeoutSeconds,
      webhook: webhookUrl === undefined ? 'not set' : 'set',
    })
  }

  /** Writes the last line of the log and gives up what is under way. */
  end(): void {
    this.#notifier?.close()
    this.#file.write('stopped')
  }

  /** Looks at the clock. */
  look(): void {
    this.#apply(look(this.#watch, this.#now(), this.#rules))
  }

  /** Judges a heartbeat and returns the HTTP status to answer with. */
  hear(headers: IncomingHeaders, body: Uint8Array): number {
    const now = this.#options.clock.now()
    const judged = verifyWebhook(this.#heartbeatSecrets, headers, body, now)
    if (judged.verdict !== 'valid') {
      this.#metrics.refused.inc({ reason: judged.verdict })
      return judged.verdict === 'malformed' ? 400 : 401
    }
    // A repetition is answered like the first one, whose answer may have been lost, but it is no sign of life.
    if (!this.#guard.accept(judged.id, now)) {
      this.#metrics.refused.inc({ reason: 'repeated' })
      return 200
    }
    this.#metrics.heartbeats.inc()
    this.#apply(hear(this.#watch, now.getTime(), this.#rules))
    return 202
  }

  /** What it knows, for people and for the health page. */
  status(): object {
    const { timeoutSeconds, webhookUrl } = this.#options
    const { lastBeatAt } = this.#watch
    return {
      state: stateOf(this.#watch),
      lastHeartbeatAt: lastBeatAt === null ? null : new Date(lastBeatAt).toISOString(),
      silentSeconds: Math.round(this.#silentMs() / 1000),
      timeoutSeconds,
      webhook: webhookUrl === undefined ? 'not set' : 'set',
    }
  }

  /** Its figures in the Prometheus text format. */
  async metricsPage(): Promise<string> {
    this.#metrics.silence.set(this.#silentMs() / 1000)
    return await this.#metrics.registry.metrics()
  }

  #now(): number {
    return this.#options.clock.now().getTime()
  }

  #silentMs(): number {
    return this.#now() - this.#watch.waitingSince
  }

  #apply({ watch, notice }: Watched): void {
    const known = this.#watch
    this.#watch = watch
    if (notice === null) return
    if (notice.kind === 'silent') this.#metrics.silences.inc()
    const body = noticeBody(notice, known, this.#options.clock.now(), this.#options.publicUrl)
    this.#file.write(notice.kind.replace('_', ' '), {
      silentSeconds: body.data['silentSeconds'] ?? null,
      text: body.text,
    })
    this.#notifier?.tell(body)
  }
}
