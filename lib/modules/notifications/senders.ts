import type { Clock } from '#lib/core/clock.ts'
import type { Scope } from '#lib/core/scope.ts'
import type { AllowEntry } from '#lib/infra/http/outgoing.ts'
import type { WebhookSender } from '#lib/infra/http/webhook.ts'
import { MailError, type Mailer } from '#lib/infra/mail/index.ts'
import type { TryOutcome } from './domain/delivery-state.ts'
import type { Notice, NoticeFacts } from './domain/notice.ts'

/** What one try needs to know. */
export interface Outgoing {
  readonly deliveryId: string
  readonly target: string
  readonly facts: NoticeFacts
  readonly notice: Notice
  readonly attempt: number
  /** For webhooks: the signing secret, who typed the address, and the operator's list. */
  readonly webhook: {
    /** Newest first; two while one is being replaced. */
    readonly secrets: readonly string[]
    readonly scope: Scope
    readonly allow: readonly AllowEntry[]
  } | null
}

/** The ways out of the installation. */
export interface Senders {
  readonly mailer: Mailer
  readonly webhooks: WebhookSender
  readonly clock: Clock
}

/** Sends an e-mail whose id follows from the delivery: a mailbox can tell that a second one is the same. */
export async function sendMail(senders: Senders, out: Outgoing): Promise<TryOutcome> {
  try {
    const { response } = await senders.mailer.send({
      to: out.target,
      ...out.notice,
      messageId: `${out.deliveryId}@bailiwick`,
      headers: { 'X-Bailiwick-Incident': out.facts.code, 'X-Bailiwick-Purpose': out.facts.purpose },
    })
    return { kind: 'sent', answer: response }
  } catch (error) {
    if (!(error instanceof MailError)) throw error
    if (!error.isRetryable) return { kind: 'refused', reason: error.message }
    return error.fault === 'unknown'
      ? { kind: 'unknown', reason: error.message }
      : { kind: 'failed', reason: error.message, afterSeconds: null }
  }
}

/** Sends a signed webhook; its id is the delivery's, so that receivers drop repeats. */
export async function sendWebhook(
  senders: Senders,
  out: Outgoing,
): Promise<TryOutcome & { readonly isGone?: boolean }> {
  const { webhook, facts } = out
  if (webhook === null) return { kind: 'refused', reason: 'The channel was removed.' }
  const sent = await senders.webhooks.send({
    id: out.deliveryId,
    url: out.target,
    scope: webhook.scope,
    allow: webhook.allow,
    // Plain http to receivers on the operator's own list alone: the message carries a link that acts.
    allowHttp: webhook.scope.kind === 'tenant' ? false : 'listed',
    secrets: webhook.secrets,
    payload: {
      type: `incident.${facts.purpose}`,
      timestamp: senders.clock.now().toISOString(),
      data: {
        incidentId: facts.incidentId,
        code: facts.code,
        title: facts.title,
        severity: facts.severity,
        platform: facts.platformName,
        tenant: facts.tenantName,
        service: facts.serviceName,
        openedAt: facts.openedAt.toISOString(),
        acknowledgedBy: facts.acknowledgedByName,
        step: facts.step,
        url: facts.incidentUrl,
        acknowledgeUrl: facts.ackUrl,
      },
    },
  })
  switch (sent.outcome) {
    case 'delivered':
      return { kind: 'sent', answer: `${sent.status}` }
    case 'gone':
      return { kind: 'refused', reason: 'The receiver wants nothing more (410).', isGone: true }
    case 'refused':
      return { kind: 'refused', reason: sent.reason }
    case 'failed':
      return { kind: 'failed', reason: sent.reason, afterSeconds: sent.retryAfterSeconds }
  }
}
