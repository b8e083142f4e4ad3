import { notFound } from '#lib/core/errors.ts'
import type { Language } from '#lib/core/language.ts'
import { retellEntry } from '#lib/core/words.ts'
import { authorize, type RequestContext } from '#lib/infra/context/request-context.ts'
import { parseInput } from '#lib/infra/http/parse-input.ts'
import { incidentRef, type IncidentDetail, type IncidentRef } from './schemas.ts'
import { findIncidentDetail } from './view-repository.ts'
import { toIncidentDetail } from './views.ts'

/** Finds one incident with timeline, escalation, alerts, deliveries and decisions. Throws `not_found`. */
export async function getIncident(ctx: RequestContext, input: IncidentRef): Promise<IncidentDetail> {
  authorize(ctx, 'incident:read')
  const { incidentId } = parseInput(incidentRef, input)
  const row = await ctx.db.read(async (tx) => await findIncidentDetail(tx, incidentId))
  if (row === null) throw notFound()
  return inLanguage(toIncidentDetail(row, ctx.actor.kind === 'member' ? ctx.actor.id : null), ctx.language)
}

/** What was recorded of an incident, told in a language; what people wrote stays. */
const inLanguage = (incident: IncidentDetail, language: Language): IncidentDetail => ({
  ...incident,
  timeline: incident.timeline.map((entry) =>
    entry.kind === 'comment' ? entry : { ...entry, text: retellEntry(language, entry.text) },
  ),
  deliveries: incident.deliveries.map((delivery) => ({
    ...delivery,
    answer: delivery.answer === null ? null : retellEntry(language, delivery.answer),
  })),
  decisions: incident.decisions.map((decision) => ({
    ...decision,
    reason: retellEntry(language, decision.reason),
  })),
})
