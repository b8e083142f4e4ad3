import type { Text } from '#components/language/use-text.ts'
import type { ActOnIncidentsInput, ActOnIncidentsOutput } from '#lib/modules/incidents/schemas.ts'

/** Something that is asked for of several incidents. Its words are the texts `act.<act>`. */
export interface AskedAct {
  readonly act: ActOnIncidentsInput['act']
  readonly incidentIds: readonly string[]
}

/** What became of an act, in one to three sentences. */
export function actAnswer(
  t: Text<'incidents'>,
  act: AskedAct['act'],
  answers: ActOnIncidentsOutput['answers'],
): string {
  const count = (outcome: string): number => answers.filter((answer) => answer.outcome === outcome).length
  return t(`act.${act}.done`, { done: count('done'), same: count('same'), refused: count('refused') })
}

/** How many incidents one request may name. */
const BATCH = 200

/** Ids in parts that one request takes. */
export const inBatches = (ids: readonly string[]): string[][] =>
  Array.from({ length: Math.ceil(ids.length / BATCH) }, (_part, i) => ids.slice(i * BATCH, (i + 1) * BATCH))
