import type { SignInPolicyView } from '#lib/modules/identity/schemas.ts'

/** One of the two demands on how members come in. */
export type DemandName = 'requireFactor' | 'signOnOnly'

/** How a demand stands in the panel. */
export interface DemandShown {
  readonly isTicked: boolean
  /** True where a scope above the reader's own requires it: it is not theirs to lift. */
  readonly isAbove: boolean
  /** What the scope asks for itself, for who acts from above: alone, or beside a requirement; null where it does not. */
  readonly askedBeside: 'alone' | 'too' | null
  /** True for who acts from above, where nothing is left but what the scope asks for itself. */
  readonly mayStop: boolean
}

/**
 * How a demand stands in the panel of its reader. Whoever acts by a scope above ticks what that scope requires, whether or not
 * the scope asks for the same itself; whoever acts by the scope itself ticks what it asks for.
 */
export function demandShown(policy: SignInPolicyView, name: DemandName): DemandShown {
  const isAbove = policy.fromAbove[name]
  if (policy.actsFrom === null) {
    return { isTicked: policy[name] || isAbove, isAbove, askedBeside: null, mayStop: false }
  }
  const isTicked = isAbove || policy.requiredBy[name] !== null
  const asked = policy.asked[name]
  return {
    isTicked,
    isAbove,
    askedBeside: asked ? (isTicked ? 'too' : 'alone') : null,
    mayStop: asked && !isTicked,
  }
}
