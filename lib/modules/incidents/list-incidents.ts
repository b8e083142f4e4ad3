import { invalidField } from '#lib/core/errors.ts'
import { isUuid } from '#lib/core/ids.ts'
import { authorize, type RequestContext } from '#lib/infra/context/request-context.ts'
import { parseInput } from '#lib/infra/http/parse-input.ts'
import type { IncidentState } from './domain/incident-state.ts'
import { listIncidentsInput, type IncidentView, type ListIncidentsInput } from './schemas.ts'
import { findIncidents } from './view-repository.ts'
import { toIncidentView } from './views.ts'

const STATES: Readonly<Record<'open' | 'resolved' | 'all', readonly IncidentState[]>> = {
  open: ['open', 'acknowledged'],
  resolved: ['resolved'],
  all: ['open', 'acknowledged', 'resolved'],
}

/** Lists incidents in scope, newest first; `next` continues where the page ended. */
export async function listIncidents(
  ctx: RequestContext,
  input: ListIncidentsInput,
): Promise<{ incidents: IncidentView[]; next: string | null }> {
  authorize(ctx, 'incident:read')
  const { state, before, limit, severity, serviceId } = parseInput(listIncidentsInput, input)
  const cursor = before === undefined ? undefined : readCursor(before)
  const rows = await ctx.db.read(
    async (tx) =>
      await findIncidents(tx, { states: STATES[state], severity, serviceId, before: cursor, limit }),
  )
  const last = rows.at(-1)
  return {
    incidents: rows.map(toIncidentView),
    next: rows.length === limit && last !== undefined ? `${last.openedAt.toISOString()}_${last.id}` : null,
  }
}

function readCursor(text: string): { openedAt: Date; id: string } {
  const [at, id] = text.split('_')
  const openedAt = new Date(at ?? '')
  if (Number.isNaN(openedAt.getTime()) || id === undefined || !isUuid(id)) {
    throw invalidField('before', 'the `next` of the page before, unchanged')
  }
  return { openedAt, id }
}
