import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Clock } from '#lib/core/clock.ts'
import { signWebhook } from '#lib/infra/http/webhook/signature.ts'
import type { LogFile } from './log-file.ts'

/** A message to people, in words and for machines. */
export interface NoticeBody {
  readonly type: string
  readonly timestamp: string
  /** The sentence to show; at the top level because chat programs look for it there. */
  readonly text: string
  readonly data: Readonly<Record<string, string | number | null>>
}

/** Where notices go. */
export interface NotifierOptions {
  /** The operator's own setting: neither a tenant nor a member typed it, so it may lead anywhere. */
  readonly url: string
  /** `whsec_…`. */
  readonly secrets: readonly string[]
  readonly clock: Clock
  readonly log: LogFile
  /** Told about each try, for metrics. */
  readonly onTry: (outcome: 'delivered' | 'failed') => void
  /** Milliseconds before the tries after the first; the last one repeats. */
  readonly retryMs?: readonly number[]
  /** Milliseconds for one try. */
  readonly limitMs?: number
}

/** Delivers notices, one at a time. */
export interface Notifier {
  /** Begins to deliver a notice and tries until it is delivered or another one takes its place. */
  tell(body: NoticeBody): void
  /** Gives up what is under way. */
  close(): void
}

const RETRY_MS: readonly number[] = [1000, 5000, 15_000, 30_000, 60_000]
const LIMIT_MS = 10_000

async function post(options: NotifierOptions, id: string, body: string): Promise<string | null> {
  const signature = signWebhook(options.secrets, { id, at: options.clock.now(), body })
  try {
    const response = await fetch(options.url, {
      method: 'POST',
      headers: { ...signature, 'content-type': 'application/json', 'user-agent': 'Bailiwick-Watcher/1' },
      body,
      redirect: 'manual',
      signal: AbortSignal.timeout(options.limitMs ?? LIMIT_MS),
    })
    await response.body?.cancel()
    return response.ok ? null : `the receiver answered ${response.status}`
  } catch (error) {
    return error instanceof Error ? reasonOf(error) : 'the receiver does not answer'
  }
}

const reasonOf = (error: Error): string =>
  error.cause instanceof Error ? error.cause.message : error.message

/** Makes the notifier of the watcher. */
export function createNotifier(options: NotifierOptions): Notifier {
  const { log, onTry, retryMs = RETRY_MS } = options
  let current = new AbortController()

  const deliver = async (body: NoticeBody, signal: AbortSignal): Promise<void> => {
    const id = randomUUID() // the same for every try
    const text = JSON.stringify(body)
    for (let tries = 0; !signal.aborted; tries += 1) {
      const failure = await post(options, id, text)
      onTry(failure === null ? 'delivered' : 'failed')
      if (failure === null) {
        log.write('notice delivered', { type: body.type, tries: tries + 1 })
        return
      }
      log.write('notice failed', { type: body.type, tries: tries + 1, reason: failure })
      await sleep(retryMs[Math.min(tries, retryMs.length - 1)] ?? 0, undefined, { signal })
    }
  }

  return {
    tell(body) {
      current.abort()
      current = new AbortController()
      deliver(body, current.signal).catch(() => undefined) // only ever the end of the wait
    },
    close() {
      current.abort()
    },
  }
}
