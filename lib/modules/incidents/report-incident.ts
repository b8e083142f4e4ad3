import { z } from 'zod'
import { DomainError } from '#lib/core/errors.ts'
import { actorLabel, authorize, type RequestContext } from '#lib/infra/context/request-context.ts'
import type { Tx } from '#lib/infra/db/index.ts'
import { parseInput } from '#lib/infra/http/parse-input.ts'
import { recordAudit } from '#lib/modules/audit/index.ts'
import { beginIncident } from './begin-incident.ts'
import { appendTimeline, findOpenByKey, wakeJobs } from './repository.ts'

/** Input of `reportIncident`. */
const reportIncidentInput = z.strictObject({
  platformId: z.uuid(),
  title: z.string().min(1).max(200),
  severity: z.enum(['P0', 'P1', 'P2', 'P3']),
  /** What makes two findings the same incident while it is open. */
  dedupKey: z.string().min(1).max(100),
  text: z.string().min(1).max(4000),
})

/**
 * Opens an incident of a platform for what a check of ours has found, or adds the finding to the one that is open. Safe to
 * run twice at once: one of two openers meets the unique key and adds.
 */
export async function reportIncident(
  ctx: RequestContext,
  input: z.input<typeof reportIncidentInput>,
): Promise<{ id: string; code: string }> {
  authorize(ctx, 'incident:open')
  const found = parseInput(reportIncidentInput, input)
  const attempt = async () => await ctx.db.tx(async (tx) => await openOrAdd(tx, ctx, found))
  try {
    return await attempt()
  } catch (error) {
    if (error instanceof DomainError && error.code === 'conflict') return await attempt()
    throw error
  }
}

async function openOrAdd(
  tx: Tx,
  ctx: RequestContext,
  found: z.output<typeof reportIncidentInput>,
): Promise<{ id: string; code: string }> {
  const { platformId, dedupKey, text, ...about } = found
  const owner = { platformId, tenantId: null }
  const open = await findOpenByKey(tx, owner, dedupKey)
  if (open === null) {
    const parts = { owner, dedupKey, ...about, serviceId: null, ruleId: null, alertId: null }
    const begun = await beginIncident(tx, ctx, { ...parts, opening: text })
    await wakeJobs(tx)
    return begun
  }
  const actorName = actorLabel(ctx.actor).name
  const at = ctx.clock.now()
  await appendTimeline(tx, owner, {
    incidentId: open.id,
    at,
    kind: 'comment',
    actorKind: ctx.actor.kind,
    actorName,
    text,
  })
  await recordAudit(tx, ctx, {
    action: 'incident.comment',
    target: { kind: 'incident', id: open.id, name: open.code },
    owner,
  })
  return open
}
