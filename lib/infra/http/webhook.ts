import type { Json } from '#lib/core/canonical-json.ts'
import type { Clock } from '#lib/core/clock.ts'
import { invalidField } from '#lib/core/errors.ts'
import { OutgoingError, type Outgoing, type OutgoingResponse, type OutgoingTarget } from './outgoing.ts'
import { parseRetryAfter } from './webhook/retry.ts'
import { signWebhook } from './webhook/signature.ts'

export { derivedWebhookSecret, newWebhookSecret, signWebhook } from './webhook/signature.ts'

/** One message to one receiver. */
export interface WebhookMessage extends OutgoingTarget {
  /** The same on every try. */
  readonly id: string
  /** `whsec_…`, newest first; two while one is being replaced. */
  readonly secrets: readonly string[]
  readonly payload: Json
}

/** What became of one try. Only 2xx is success; a redirect is a failure. */
export type WebhookOutcome =
  | {
      readonly outcome: 'delivered'
      readonly status: number
      /** The addresses of which one took it. */
      readonly addresses: readonly string[]
    }
  /** The receiver wants nothing more (410): switch the channel off and tell its owner by another one. */
  | { readonly outcome: 'gone'; readonly status: number }
  /** Try again by the schedule. `detail` is for staff, null when the URL was typed in tenant scope. */
  | {
      readonly outcome: 'failed'
      readonly status: number | null
      readonly reason: string
      readonly detail: string | null
      readonly retryAfterSeconds: number | null
    }
  /** The URL may not be called: trying again changes nothing. */
  | { readonly outcome: 'refused'; readonly reason: string; readonly detail: string | null }

/** A way to send signed webhooks. */
export interface WebhookSender {
  /** Makes one try. Throws `invalid_input` for a faulty message; what the receiver did is the outcome. */
  send(message: WebhookMessage): Promise<WebhookOutcome>
}

/** Bytes of a payload: receivers are small programs, and what is large is fetched from us. */
const MAX_PAYLOAD_BYTES = 20_000
/** Bytes of the answer that are read; only its status counts. */
const MAX_ANSWER_BYTES = 4096

function outcomeOf(response: OutgoingResponse, now: Date): WebhookOutcome {
  const { status, headers, addresses } = response
  if (status >= 200 && status < 300) return { outcome: 'delivered', status, addresses }
  if (status === 410) return { outcome: 'gone', status }
  const retryAfterSeconds = parseRetryAfter(headers['retry-after'], now)
  const reason = `The receiver answered ${status}.`
  return { outcome: 'failed', status, reason, detail: null, retryAfterSeconds }
}

/** Makes a sender over the client of this process: every URL passes its checks, and no redirect is followed. */
export function createWebhookSender(outgoing: Outgoing, clock: Clock): WebhookSender {
  return {
    async send({ id, secrets, payload, ...target }) {
      const body = JSON.stringify(payload)
      if (Buffer.byteLength(body) > MAX_PAYLOAD_BYTES) {
        throw invalidField(
          'payload',
          `has at most ${MAX_PAYLOAD_BYTES} bytes; send ids and let the receiver fetch the rest`,
        )
      }
      const signature = signWebhook(secrets, { id, at: clock.now(), body })
      const headers = {
        ...signature,
        'content-type': 'application/json',
        'user-agent': 'Bailiwick-Webhook/1',
      }
      const request = { ...target, method: 'POST', headers, body, maxBodyBytes: MAX_ANSWER_BYTES } as const
      try {
        return outcomeOf(await outgoing.request(request), clock.now())
      } catch (error) {
        if (!(error instanceof OutgoingError)) throw error
        const { fault, message: reason, detail } = error
        if (fault === 'refused') return { outcome: 'refused', reason, detail }
        return { outcome: 'failed', status: null, reason, detail, retryAfterSeconds: null }
      }
    },
  }
}
