import type { Text } from '#components/language/use-text.ts'
import type { IncidentView } from '#lib/modules/incidents/schemas.ts'
import type { IncidentFilter } from './incident-filter.ts'

/** A page of a list; `next` is there when more follow. */
interface ListPage {
  readonly incidents: readonly Pick<IncidentView, 'state'>[]
  readonly next: string | null
}

/** What a list of incidents says in one or two sentences: how many there are, and how many of them nobody has. */
export function listAnswer(
  t: Text<'incidents'>,
  page: ListPage,
  filter: Pick<IncidentFilter, 'state' | 'severity'>,
): string {
  const isOpen = filter.state === 'open'
  const severity = filter.severity ?? 'any'
  const count = page.incidents.length
  if (count === 0) return t(isOpen ? 'list.none' : 'list.noMatch', { severity })
  const free = page.incidents.filter(({ state }) => state === 'open').length
  const more = page.next === null ? 'no' : 'yes'
  if (count === 1 && page.next === null)
    return isOpen ? t('list.one', { severity, free }) : t('list.foundOne', { severity })
  return isOpen ? t('list.many', { count, more, severity, free }) : t('list.found', { count, more, severity })
}
