import type { Text } from '#components/language/use-text.ts'
import type { IncidentDetail, LadderView } from '#lib/modules/incidents/schemas.ts'

/** A rung of the escalation as its page shows it. */
export interface Rung {
  readonly step: number
  readonly names: string
  readonly status: 'done' | 'next' | 'waiting' | 'stopped'
  /** Seconds after the opening at which it was fired; null when it was not. */
  readonly firedAfterSeconds: number | null
  /** True where a person called it before its time. */
  readonly isCalled: boolean
  /** True for the rung whose member has the incident. */
  readonly hasIncident: boolean
  readonly dueAt: string
  /** When the wait for it began: the rung before was due, or the incident opened. */
  readonly since: string
}

type Facts = Pick<IncidentDetail, 'openedAt' | 'state' | 'acknowledgedByName' | 'ladder'>

/** The rungs with what is done, who comes next, and what will not happen any more. */
export function ladderRungs(
  t: Text<'incidents'>,
  { openedAt, state, acknowledgedByName, ladder }: Facts,
): readonly Rung[] {
  const next = state === 'open' ? ladder.find((rung) => rung.state === 'waiting') : undefined
  const taken = takenAt(ladder, acknowledgedByName)
  return ladder.map((rung, i) => ({
    step: rung.step,
    names:
      rung.members.length === 0 ? t('escalation.nobody') : rung.members.map(({ name }) => name).join(', '),
    status: statusOf(rung, rung === next, state),
    firedAfterSeconds: rung.firedAt === null ? null : secondsBetween(openedAt, rung.firedAt),
    isCalled: rung.askedAt !== null,
    hasIncident: rung === taken,
    dueAt: rung.dueAt,
    since: ladder[i - 1]?.dueAt ?? openedAt,
  }))
}

function statusOf(rung: LadderView, isNext: boolean, state: IncidentDetail['state']): Rung['status'] {
  if (rung.state === 'fired') return 'done'
  if (rung.state === 'waiting' && rung.askedAt !== null && state !== 'resolved') return 'next'
  if (rung.state === 'cancelled' || state !== 'open') return 'stopped'
  return isNext ? 'next' : 'waiting'
}

/** The last rung that reached whoever acknowledged; undefined when they were not on the ladder. */
const takenAt = (ladder: readonly LadderView[], name: string | null): LadderView | undefined =>
  ladder.findLast(
    (rung) => rung.state === 'fired' && name !== null && rung.members.some((member) => member.name === name),
  )

/** Whole and broken seconds from one instant to another. */
export const secondsBetween = (from: string, to: string): number =>
  (new Date(to).getTime() - new Date(from).getTime()) / 1000
