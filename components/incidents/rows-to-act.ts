import type { Text } from '#components/language/use-text.ts'
import type { IncidentView } from '#lib/modules/incidents/schemas.ts'
import type { AskedAct } from './incident-act-words.ts'

/** A list of incidents as a key finds it. */
export interface ListToAct {
  readonly rows: readonly Pick<IncidentView, 'id' | 'code' | 'state'>[]
  /** Ids that are chosen; some may stand on other pages. */
  readonly chosen: ReadonlySet<string>
  /** The id of the row in focus; null for none. */
  readonly focused: string | null
}

/** Whether an act can still be done to an incident. */
export const canStill = (act: AskedAct['act'], { state }: Pick<IncidentView, 'state'>): boolean =>
  act === 'acknowledge' ? state === 'open' : state !== 'resolved'

/** What a key acts on: the chosen incidents, else the one in focus. A sentence says why there is nothing. */
export function rowsToAct(
  t: Text<'incidents'>,
  act: AskedAct['act'],
  { rows, chosen, focused }: ListToAct,
): readonly string[] | string {
  if (chosen.size > 0) return [...chosen]
  const row = rows.find(({ id }) => id === focused)
  if (row === undefined) return t('act.noneChosen')
  if (canStill(act, row)) return [row.id]
  return t('act.already', { code: row.code, state: row.state })
}
