import { apiGet, apiPath } from '#components/shell/api-client.ts'
import type { z } from 'zod'
import type { listIncidentsOutput, ListIncidentsInput } from '#lib/modules/incidents/schemas.ts'

/** More incidents than this are not chosen at once. */
export const MOST_CHOSEN = 2000

/** The ids of all incidents that a filter leaves, at most `MOST_CHOSEN`. Throws `ApiProblem`. */
export async function collectMatching(
  scope: string,
  filter: Pick<ListIncidentsInput, 'state' | 'severity' | 'serviceId' | 'day' | 'text' | 'sort'>,
): Promise<string[]> {
  const ids: string[] = []
  let before: string | undefined
  do {
    const query = { scope, ...filter, limit: '200', ...(before === undefined ? {} : { before }) }
    const page = await apiGet<z.infer<typeof listIncidentsOutput>>(apiPath('/api/v1/incidents', query))
    ids.push(...page.incidents.map(({ id }) => id))
    before = page.next ?? undefined
  } while (before !== undefined && ids.length < MOST_CHOSEN)
  return ids.slice(0, MOST_CHOSEN)
}
