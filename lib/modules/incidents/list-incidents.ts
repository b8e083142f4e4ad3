import { invalidField } from '#lib/core/errors.ts'
import { authorize, type RequestContext } from '#lib/infra/context/request-context.ts'
import { parseInput } from '#lib/infra/http/parse-input.ts'
import { readPlace, writePlace, type IncidentSort, type PlaceValue } from './domain/incident-order.ts'
import { listedStates } from './domain/incident-state.ts'
import { listIncidentsInput, type IncidentView, type ListIncidentsInput } from './schemas.ts'
import { countIncidents, findIncidents } from './view-repository.ts'
import { toIncidentView } from './views.ts'

/** Counting ends here: a list of more is read by its filter, not by its length. */
const MOST_COUNTED = 10_000

/**
 * Lists incidents in scope, newest first unless asked otherwise; `next` continues where the page ended, in the same order.
 * Throws `invalid_input` for a place of another order.
 */
export async function listIncidents(
  ctx: RequestContext,
  input: ListIncidentsInput,
): Promise<{ incidents: IncidentView[]; next: string | null; total: number | null }> {
  authorize(ctx, 'incident:read')
  const { state, before, limit, sort, ...narrowed } = parseInput(listIncidentsInput, input)
  const behind = before === undefined ? undefined : placeOf(sort, before)
  const filter = { ...narrowed, states: listedStates(state) }
  const { rows, count } = await ctx.db.read(async (tx) => {
    const page = await findIncidents(tx, filter, { sort, behind, limit })
    const isAll = behind === undefined && page.length < limit
    return { rows: page, count: isAll ? page.length : await countIncidents(tx, filter, MOST_COUNTED + 1) }
  })
  const last = rows.at(-1)
  return {
    incidents: rows.map(toIncidentView),
    next: rows.length === limit && last !== undefined ? writePlace(sort, last) : null,
    total: count > MOST_COUNTED ? null : count,
  }
}

function placeOf(sort: IncidentSort, text: string): readonly PlaceValue[] {
  const place = readPlace(sort, text)
  if (place === null)
    throw invalidField('before', 'the `next` of the page before, unchanged and in the same order')
  return place
}
