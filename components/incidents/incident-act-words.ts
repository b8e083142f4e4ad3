import type { ActOnIncidentsInput, ActOnIncidentsOutput } from '#lib/modules/incidents/schemas.ts'

/** Something that is asked for of several incidents. */
export interface AskedAct {
  readonly act: ActOnIncidentsInput['act']
  readonly incidentIds: readonly string[]
}

/** Several incidents, in words. */
const incidents = (count: number): string =>
  count === 1 ? '1 incident' : `${count.toLocaleString('en-GB')} incidents`

/** How each act is asked about. Neither can be taken back, and both say so. */
export const ACT_WORDS = {
  acknowledge: {
    verb: 'Acknowledge',
    question: (count: number): string => `Acknowledge ${incidents(count)}?`,
    effect:
      'You have them then: paging stops and whoever was paged is told. This cannot be taken back, because people were told.',
    done: (count: number): string => `You have ${incidents(count)}.`,
  },
  resolve: {
    verb: 'Resolve',
    question: (count: number): string => `Resolve ${incidents(count)}?`,
    effect:
      'They are closed for good: what comes after them opens new ones. Whoever was paged is told. This cannot be taken back.',
    done: (count: number): string => `${incidents(count)} resolved.`,
  },
} as const

/** A count with its verb. */
const counted = (count: number): string => `${count.toLocaleString('en-GB')} ${count === 1 ? 'was' : 'were'}`

/** What became of an act, in one to three sentences. */
export function actAnswer(act: AskedAct['act'], answers: ActOnIncidentsOutput['answers']): string {
  const count = (outcome: string): number => answers.filter((answer) => answer.outcome === outcome).length
  const same = count('same')
  const refused = count('refused')
  return [
    ACT_WORDS[act].done(count('done')),
    same === 0 ? '' : `${counted(same)} so before.`,
    refused === 0 ? '' : `${counted(refused)} refused.`,
  ]
    .filter((sentence) => sentence !== '')
    .join(' ')
}

/** How many incidents one request may name. */
const BATCH = 200

/** Ids in parts that one request takes. */
export const inBatches = (ids: readonly string[]): string[][] =>
  Array.from({ length: Math.ceil(ids.length / BATCH) }, (_part, i) => ids.slice(i * BATCH, (i + 1) * BATCH))
