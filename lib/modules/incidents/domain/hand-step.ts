import type { IncidentState } from './incident-state.ts'

/** A step of the escalation of an incident, as far as escalating by hand needs it. */
export interface StepFacts {
  readonly step: number
  readonly state: 'waiting' | 'fired' | 'cancelled'
  readonly dueAt: Date
  /** When somebody asked for it before its time; null where nobody did. */
  readonly askedAt: Date | null
}

/** What asking for a step comes to: `page` it now, `same` for what was asked for or done before, `refused` and why. */
export type HandStep =
  | {
      readonly kind: 'page'
      /** The steps that still wait behind it, each as long after it as it would have been. */
      readonly moved: readonly { readonly step: number; readonly dueAt: Date }[]
    }
  | { readonly kind: 'same' }
  | { readonly kind: 'refused'; readonly reason: string }

/**
 * What becomes of an escalation when a person asks for `asked` at `now`. Only the next step that was not taken can be asked
 * for: nobody is skipped, and whoever asks twice, or at the same time as somebody else, pages one step and not two. Where
 * somebody has the incident already, the steps that this stopped can still be asked for one by one: help is called, and
 * nothing after it is scheduled.
 */
export function handStep(
  state: IncidentState,
  steps: readonly StepFacts[],
  { asked, now }: { readonly asked: number; readonly now: Date },
): HandStep {
  if (state === 'resolved') return refused('it is resolved already; nobody is called to it any more')
  const step = steps.find((each) => each.step === asked)
  if (step === undefined) return refused(`its escalation has no step ${asked + 1}`)
  if (step.state === 'fired' || (step.state === 'waiting' && step.askedAt !== null)) return { kind: 'same' }
  const next = nextStep(steps)
  if (next !== undefined && next.step !== asked)
    return refused(`step ${next.step + 1} comes before step ${asked + 1}`)
  const savedMs = state === 'open' ? Math.max(0, step.dueAt.getTime() - now.getTime()) : 0
  return {
    kind: 'page',
    moved: steps
      .filter((each) => each.state === 'waiting' && each.step > asked)
      .map((each) => ({ step: each.step, dueAt: new Date(each.dueAt.getTime() - savedMs) })),
  }
}

/** The first step that was neither taken nor asked for; undefined when every one was. */
export const nextStep = <Step extends Pick<StepFacts, 'step' | 'state'> & { readonly askedAt: unknown }>(
  steps: readonly Step[],
): Step | undefined =>
  steps.find(({ state, askedAt }) => state === 'cancelled' || (state === 'waiting' && askedAt === null))

const refused = (reason: string): HandStep => ({ kind: 'refused', reason })
