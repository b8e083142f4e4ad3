import { DomainError } from '#lib/core/errors.ts'
import { authorize, type RequestContext } from '#lib/infra/context/request-context.ts'
import { parseInput } from '#lib/infra/http/parse-input.ts'
import { acknowledgeIncident } from './acknowledge-incident.ts'
import { resolveIncident } from './resolve-incident.ts'
import { actOnIncidentsInput, type ActOnIncidentsInput, type ActOnIncidentsOutput } from './schemas.ts'

const ACTS = { acknowledge: acknowledgeIncident, resolve: resolveIncident } as const

/**
 * Acknowledges or resolves up to 200 incidents, each in a transaction and an audit entry of its own: what is refused for one
 * does not take back the others. Answers for each id; a foreign one is refused like a missing one.
 */
export async function actOnIncidents(
  ctx: RequestContext,
  input: ActOnIncidentsInput,
): Promise<ActOnIncidentsOutput> {
  authorize(ctx, 'incident:read')
  const { act, incidentIds } = parseInput(actOnIncidentsInput, input)
  authorize(ctx, `incident:${act}`)
  const answers: ActOnIncidentsOutput['answers'] = []
  for (const incidentId of incidentIds) {
    try {
      const { changed } = await ACTS[act](ctx, { incidentId })
      answers.push({ incidentId, outcome: changed ? 'done' : 'same', why: null })
    } catch (error) {
      if (!(error instanceof DomainError)) throw error
      answers.push({ incidentId, outcome: 'refused', why: error.message })
    }
  }
  return { answers }
}
