import type { Call, WebhookReceiver } from '#testing/webhook-receiver.ts'
import { until } from '../../e2e/support/until.ts'
import type { RemoteWrite, Target } from './trouble.ts'

/** A notice that a receiver of webhooks is waiting for. */
export type Told = 'page' | 'recovery'

/** A system that watches targets, takes samples, and tells one person by a webhook. */
export interface Side {
  readonly targets: readonly Target[]
  readonly remoteWrite: RemoteWrite
  /** Resolves with the moment, in ms since 1970, at which the first such notice since `since` had arrived. */
  told(what: Told, about: string, since: number): Promise<number>
  close(): Promise<void>
}

/** Seconds between two scrapes and between two evaluations of rules, on both sides. */
export const INTERVAL_SECONDS = 1

/** Longest wait for a notice: many times the slowest that is expected. */
const PATIENCE_MS = 60_000

/** What tells the notice that is waited for from all others. */
interface Wanted {
  /** The system that sends it, for the message when it does not. */
  readonly name: string
  /** A text that only notices of the kind hold. */
  readonly mark: string
  readonly about: string
  readonly since: number
}

/** The first notice that arrived since a moment; its own time is that of its arrival, however often is looked. */
export async function firstCall(
  { calls }: WebhookReceiver,
  { name, mark, about, since }: Wanted,
): Promise<Call> {
  return await until(
    `${name}: a webhook with ${mark} about ${about}`,
    async () =>
      await Promise.resolve(
        calls.find(({ at, body }) => at >= since && body.includes(mark) && body.includes(about)),
      ),
    PATIENCE_MS,
  )
}
