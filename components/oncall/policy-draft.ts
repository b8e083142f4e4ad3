import type { EscalationPolicyView, SetEscalationPolicyInput } from '#lib/modules/oncall/schemas.ts'

/** A step of a policy while it is being written. */
export interface DraftStep {
  /** Tells steps apart while they move; means nothing else. */
  readonly key: number
  /** Seconds, as they are typed. */
  readonly delaySeconds: string
  readonly memberIds: readonly string[]
}

/** A new step waits this long after the one before it, in seconds; the first one does not wait. */
const USUAL_DELAY = '300'

/** The steps of a policy as a draft; a policy without any begins with one empty step. */
export function draftOf(policy: Pick<EscalationPolicyView, 'steps'>): readonly DraftStep[] {
  const steps = policy.steps.map((step, key) => ({
    key,
    delaySeconds: String(step.delaySeconds),
    memberIds: step.members.map(({ id }) => id),
  }))
  return steps.length === 0 ? withStep([]) : steps
}

/** The draft with a further step at its end. */
export const withStep = (steps: readonly DraftStep[]): readonly DraftStep[] => [
  ...steps,
  {
    key: Math.max(-1, ...steps.map(({ key }) => key)) + 1,
    delaySeconds: steps.length === 0 ? '0' : USUAL_DELAY,
    memberIds: [],
  },
]

/** The draft with one step changed. */
export const withChange = (
  steps: readonly DraftStep[],
  key: number,
  change: Partial<Omit<DraftStep, 'key'>>,
): readonly DraftStep[] => steps.map((step) => (step.key === key ? { ...step, ...change } : step))

/** The draft with a member put on a step, or taken off it. */
export const withMember = (
  steps: readonly DraftStep[],
  key: number,
  memberId: string,
): readonly DraftStep[] =>
  steps.map((step) =>
    step.key === key
      ? {
          ...step,
          memberIds: step.memberIds.includes(memberId)
            ? step.memberIds.filter((id) => id !== memberId)
            : [...step.memberIds, memberId],
        }
      : step,
  )

/** The draft with a step one place further up; the first one stays. */
export function movedUp(steps: readonly DraftStep[], key: number): readonly DraftStep[] {
  const place = steps.findIndex((step) => step.key === key)
  const [step, above] = [steps[place], steps[place - 1]]
  if (step === undefined || above === undefined) return steps
  return [...steps.slice(0, place - 1), step, above, ...steps.slice(place + 1)]
}

/** The draft as the server takes it. A delay that is no number becomes NaN, which the server refuses by name. */
export const inputOf = (steps: readonly DraftStep[]): SetEscalationPolicyInput => ({
  steps: steps.map(({ delaySeconds, memberIds }) => ({
    delaySeconds: delaySeconds.trim() === '' ? Number.NaN : Number(delaySeconds),
    memberIds: [...memberIds],
  })),
})

/** Seconds from the opening of the incident until each step. */
export function secondsUntil(steps: readonly { readonly delaySeconds: number }[]): readonly number[] {
  let sum = 0
  return steps.map(({ delaySeconds }) => (sum += delaySeconds))
}
