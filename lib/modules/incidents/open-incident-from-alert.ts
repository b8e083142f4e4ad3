import { z } from 'zod'
import { DomainError, notFound } from '#lib/core/errors.ts'
import { isRecord } from '#lib/core/unsafe.ts'
import { actorLabel, authorize, type RequestContext } from '#lib/infra/context/request-context.ts'
import type { Tx } from '#lib/infra/db/index.ts'
import { parseInput } from '#lib/infra/http/parse-input.ts'
import { recordAudit } from '#lib/modules/audit/index.ts'
import { findAlert, linkAlert, type AlertRow } from './alert-repository.ts'
import { beginIncident } from './begin-incident.ts'
import { appendDecision, appendTimeline, findOpenByKey } from './repository.ts'
import { findServiceByJob } from './service-repository.ts'

/** Input of the verbs that work on one alert. */
export const alertRef = z.strictObject({ alertId: z.uuid() })

/** What became of an alert that fired. */
export interface OpenedFromAlert {
  readonly outcome: 'opened' | 'joined' | 'known' | 'recovered'
  readonly incidentId: string | null
}

/**
 * Opens an incident for an alert that fires, or lets it join the open one of the same rule, owner and service. Safe to
 * run again and at the same time as itself: one of two openers meets the unique key and joins.
 */
export async function openIncidentFromAlert(
  ctx: RequestContext,
  input: z.input<typeof alertRef>,
): Promise<OpenedFromAlert> {
  authorize(ctx, 'incident:open')
  const { alertId } = parseInput(alertRef, input)
  const attempt = async (): Promise<OpenedFromAlert> =>
    await ctx.db.tx(async (tx) => await openOrJoin(tx, ctx, alertId))
  try {
    return await attempt()
  } catch (error) {
    if (error instanceof DomainError && error.code === 'conflict') return await attempt()
    throw error
  }
}

async function openOrJoin(tx: Tx, ctx: RequestContext, alertId: string): Promise<OpenedFromAlert> {
  const alert = await findAlert(tx, alertId)
  if (alert === null) throw notFound()
  if (alert.incidentId !== null) return { outcome: 'known', incidentId: alert.incidentId }
  const owner = { platformId: alert.platformId, tenantId: alert.tenantId }
  if (alert.state === 'resolved') {
    await appendDecision(tx, owner, {
      incidentId: null,
      alertId,
      at: ctx.clock.now(),
      stage: 'incident',
      verdict: 'not_opened',
      reason: 'The alert recovered before it was handled.',
    })
    return { outcome: 'recovered', incidentId: null }
  }
  const job = jobOf(alert)
  const service = job === null ? null : await findServiceByJob(tx, owner, job)
  const dedupKey = `rule:${alert.ruleId}:${alert.tenantId ?? 'platform'}:${service?.id ?? 'none'}`
  const open = await findOpenByKey(tx, owner, dedupKey)
  if (open === null) {
    const begun = await beginIncident(tx, ctx, {
      owner,
      title: alert.summary,
      severity: alert.rule.severity,
      serviceId: service?.id ?? null,
      ruleId: alert.ruleId,
      dedupKey,
      opening: `Opened by rule ${alert.rule.name}.`,
      alertId,
    })
    await linkAlert(tx, alertId, begun.id)
    return { outcome: 'opened', incidentId: begun.id }
  }
  await join(tx, ctx, alert, open)
  return { outcome: 'joined', incidentId: open.id }
}

async function join(
  tx: Tx,
  ctx: RequestContext,
  alert: AlertRow,
  open: { id: string; code: string },
): Promise<void> {
  const owner = { platformId: alert.platformId, tenantId: alert.tenantId }
  const at = ctx.clock.now()
  const entry = { incidentId: open.id, at, actorKind: ctx.actor.kind, actorName: actorLabel(ctx.actor).name }
  await linkAlert(tx, alert.id, open.id)
  await appendTimeline(tx, owner, { ...entry, kind: 'alert_joined', text: `${alert.summary} joined.` })
  await appendDecision(tx, owner, {
    incidentId: open.id,
    alertId: alert.id,
    at,
    stage: 'group',
    verdict: 'joined',
    reason: 'The same rule has an open incident for the same service.',
  })
  await recordAudit(tx, ctx, {
    action: 'incident.join',
    target: { kind: 'incident', id: open.id, name: open.code },
    owner,
  })
}

/** The `job` label of an alert, which names its service. */
function jobOf(alert: AlertRow): string | null {
  const job = isRecord(alert.labels) ? alert.labels['job'] : undefined
  return typeof job === 'string' ? job : null
}
