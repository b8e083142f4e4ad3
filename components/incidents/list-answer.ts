import type { IncidentView } from '#lib/modules/incidents/schemas.ts'
import type { IncidentFilter } from './incident-filter.ts'

/** A page of a list; `next` is there when more follow. */
interface ListPage {
  readonly incidents: readonly Pick<IncidentView, 'state'>[]
  readonly next: string | null
}

/** What a list of incidents says in one or two sentences: how many there are, and how many of them nobody has. */
export function listAnswer(
  page: ListPage,
  { state, severity }: Pick<IncidentFilter, 'state' | 'severity'>,
): string {
  const kind = severity === null ? '' : `${severity} `
  if (page.incidents.length === 0)
    return state === 'open' ? `No ${kind}incident is open.` : `No ${kind}incident matches.`
  const isOne = page.incidents.length === 1 && page.next === null
  const count = `${page.incidents.length}${page.next === null ? '' : ' or more'} ${kind}${isOne ? 'incident' : 'incidents'}`
  if (state !== 'open') return `${count}.`
  const free = page.incidents.filter((incident) => incident.state === 'open').length
  return isOne
    ? `${count} is open. ${free === 1 ? 'Nobody has it yet.' : 'Somebody has it.'}`
    : `${count} are open. ${freeText(free)}`
}

function freeText(free: number): string {
  if (free === 0) return 'Each one has somebody.'
  return `${free} of them ${free === 1 ? 'has' : 'have'} nobody yet.`
}
