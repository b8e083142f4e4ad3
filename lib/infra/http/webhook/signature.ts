import { createHmac, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto'
import { invalidField } from '#lib/core/errors.ts'

/** The three headers of Standard Webhooks (github.com/standard-webhooks/standard-webhooks, spec). */
export interface WebhookHeaders {
  /** The same on every try of one message: the receiver's key against duplicates. */
  readonly 'webhook-id': string
  /** When this try was made, Unix seconds. */
  readonly 'webhook-timestamp': string
  /** One `v1,<base64>` for each secret, separated by spaces. */
  readonly 'webhook-signature': string
}

/** What is signed. */
export interface SignedMessage {
  readonly id: string
  readonly at: Date
  /** The body exactly as it is sent. */
  readonly body: string | Uint8Array
}

const PREFIX = 'whsec_'
const BASE64 = /^[A-Za-z0-9+/]+={0,2}$/
const ID = /^[^\s.]{1,128}$/
/** How far a timestamp may lie from our clock, seconds. */
const TOLERANCE_SECONDS = 300
/** Signatures that are looked at; a list for rotation is short. */
const MAX_SIGNATURES = 10

const formatSecret = (key: Uint8Array): string => PREFIX + Buffer.from(key).toString('base64')

/** A new signing secret, `whsec_` and 32 random bytes in base64. Shown once, stored sealed. */
export const newWebhookSecret = (): string => formatSecret(randomBytes(32))

/** The signing secret of a link between processes of one installation: HKDF-SHA-256 of its secret under `label`. */
export const derivedWebhookSecret = (installationSecret: string, label: string): string =>
  formatSecret(new Uint8Array(hkdfSync('sha256', installationSecret, '', label, 32)))

/** The key inside `whsec_<base64>`; throws `invalid_input` unless it has 24 to 64 bytes. */
export function webhookKey(secret: string): Uint8Array {
  const encoded = secret.startsWith(PREFIX) ? secret.slice(PREFIX.length) : ''
  const key = BASE64.test(encoded) ? Buffer.from(encoded, 'base64') : Buffer.alloc(0)
  if (key.length < 24 || key.length > 64) {
    throw invalidField('secret', 'a signing secret is whsec_ and 24 to 64 bytes in base64')
  }
  return key
}

const unixSeconds = (at: Date): number => Math.floor(at.getTime() / 1000)

const hmac = (key: Uint8Array, id: string, seconds: number, body: string | Uint8Array): Buffer =>
  createHmac('sha256', key).update(`${id}.${seconds}.`).update(body).digest()

/** Signs a message with every secret of the list, newest first. Throws `invalid_input` for a faulty id or secret. */
export function signWebhook(secrets: readonly string[], { id, at, body }: SignedMessage): WebhookHeaders {
  if (!ID.test(id))
    throw invalidField('id', 'a message id has neither dots nor spaces and at most 128 characters')
  if (secrets.length === 0) throw invalidField('secrets', 'a webhook is signed with at least one secret')
  const seconds = unixSeconds(at)
  const signatures = secrets.map(
    (secret) => `v1,${hmac(webhookKey(secret), id, seconds, body).toString('base64')}`,
  )
  return { 'webhook-id': id, 'webhook-timestamp': String(seconds), 'webhook-signature': signatures.join(' ') }
}

/** Whether an incoming message is what it claims, and if not, why not. */
export type WebhookVerdict =
  | { readonly verdict: 'valid'; readonly id: string }
  | { readonly verdict: 'malformed' | 'stale' | 'wrong_signature' }

/** Headers of a request by lower-case name. */
export type IncomingHeaders = Readonly<Record<string, string | readonly string[] | undefined>>

const headerOf = (headers: IncomingHeaders, name: string): string => {
  const value = headers[name]
  return typeof value === 'string' ? value : ''
}

function matches(signature: string, expected: Buffer): boolean {
  const [version, encoded = ''] = signature.split(',')
  if (version !== 'v1' || !BASE64.test(encoded)) return false
  const given = Buffer.from(encoded, 'base64')
  return given.length === expected.length && timingSafeEqual(given, expected)
}

/**
 * Judges a message by its raw body, before anything parses it. Times are compared with `now` (five minutes either way),
 * signatures in constant time; any secret of the list will do. Ids that were seen are the caller's (`createReplayGuard`).
 */
export function verifyWebhook(
  secrets: readonly string[],
  headers: IncomingHeaders,
  body: string | Uint8Array,
  now: Date,
): WebhookVerdict {
  const id = headerOf(headers, 'webhook-id')
  const time = headerOf(headers, 'webhook-timestamp')
  const signatures = headerOf(headers, 'webhook-signature').split(' ').slice(0, MAX_SIGNATURES)
  if (!ID.test(id) || !/^\d{1,12}$/.test(time)) return { verdict: 'malformed' }
  const seconds = Number(time)
  if (Math.abs(unixSeconds(now) - seconds) > TOLERANCE_SECONDS) return { verdict: 'stale' }
  const expected = secrets.map((secret) => hmac(webhookKey(secret), id, seconds, body))
  const isSigned = signatures.some((signature) => expected.some((mac) => matches(signature, mac)))
  return isSigned ? { verdict: 'valid', id } : { verdict: 'wrong_signature' }
}
