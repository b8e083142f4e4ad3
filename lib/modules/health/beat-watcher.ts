import { DomainError } from '#lib/core/errors.ts'
import { derivedWebhookSecret, signWebhook } from '#lib/infra/http/webhook.ts'
import { HEARTBEAT_LABEL, HEARTBEAT_PATH, type Heartbeat } from './domain/heartbeat.ts'

/** Where the watcher is, and the secret that both sides share. */
export interface WatcherLink {
  readonly secret: string
  /** Where it listens, e.g. `http://127.0.0.1:9192`. */
  readonly url: string
}

/** One heartbeat that went ingest → rule → outbox → jobs. */
export interface Beat {
  /** Id of its outbox row: the watcher counts an id once, however often it is sent. */
  readonly id: string
  readonly firedAt: Date
  /** Time of this try. */
  readonly now: Date
}

const LIMIT_MS = 2000

/** Hands a heartbeat to the watcher. Throws `unavailable` when the watcher does not take it; then try again. */
export async function beatWatcher({ secret, url }: WatcherLink, { id, firedAt, now }: Beat): Promise<void> {
  const heartbeat: Heartbeat = { type: 'heartbeat.beat', firedAt: firedAt.toISOString() }
  const body = JSON.stringify(heartbeat)
  const signature = signWebhook([derivedWebhookSecret(secret, HEARTBEAT_LABEL)], { id, at: now, body })
  const status = await post(`${url}${HEARTBEAT_PATH}`, { ...signature }, body)
  if (status < 200 || status > 299) throw new DomainError('unavailable', `The watcher answered ${status}.`)
}

async function post(url: string, signature: Readonly<Record<string, string>>, body: string): Promise<number> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { ...signature, 'content-type': 'application/json' },
      body,
      redirect: 'manual',
      signal: AbortSignal.timeout(LIMIT_MS),
    })
    await response.body?.cancel()
    return response.status
  } catch (error) {
    throw new DomainError('unavailable', 'The watcher does not answer.', { cause: error })
  }
}
