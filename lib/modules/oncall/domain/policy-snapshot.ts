/** A member as a policy names them at the moment when it is copied onto an incident. */
export interface SnapshotMember {
  readonly id: string
  readonly name: string
  readonly email: string
}

/** One rung of an escalation policy: who is paged, how long after the step before it. */
export interface SnapshotStep {
  /** Seconds after the step before; for the first step after the incident opened. */
  readonly delaySeconds: number
  readonly members: readonly SnapshotMember[]
}

/** An escalation policy as it was when an incident opened; later edits do not change a running escalation. */
export interface PolicySnapshot {
  /** Null when nobody wrote a policy and the operator admins are paged. */
  readonly policyId: string | null
  readonly name: string
  readonly version: number
  readonly steps: readonly SnapshotStep[]
}

/** When each step is due: delays add up from the opening of the incident. */
export function dueTimes(openedAt: Date, snapshot: PolicySnapshot): Date[] {
  let at = openedAt.getTime()
  return snapshot.steps.map((step) => {
    at += step.delaySeconds * 1000
    return new Date(at)
  })
}

/** Seconds between the operator admins when nobody wrote a policy. */
export const FALLBACK_DELAY_SECONDS = 300

/** The policy of a scope without one: the operator admins one after another, so that no incident pages nobody. */
export function fallbackPolicy(admins: readonly SnapshotMember[]): PolicySnapshot {
  return {
    policyId: null,
    name: 'Operator admins, because no policy is set',
    version: 0,
    steps: admins.map((member, index) => ({
      delaySeconds: index === 0 ? 0 : FALLBACK_DELAY_SECONDS,
      members: [member],
    })),
  }
}
