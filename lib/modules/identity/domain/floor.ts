import { WIDTH, type Scope } from '#lib/core/scope.ts'

/** A scope that requires something of one below it. */
type Above = Exclude<Scope['kind'], 'tenant'>

/** One demand on a scope: what it asks for itself, and which scope above requires it of this one alone. */
export interface Demand {
  readonly own: boolean
  readonly from: Above | null
}

/** The scope above by which somebody acts in a scope; null for who acts by the scope itself. */
export const aboveOf = (acting: Scope['kind'], scope: Scope['kind']): Above | null =>
  acting === 'tenant' || WIDTH[acting] <= WIDTH[scope] ? null : acting

/** True when who acts by `by` may lift what `from` requires. */
const mayLift = (by: Above | null, from: Above | null): boolean =>
  from === null || (by !== null && WIDTH[by] >= WIDTH[from])

/**
 * A demand once somebody said yes or no to it, by a scope above or (null) by the scope itself. What a scope above requires
 * holds until that one, or one above it, lifts it; what a scope asks for itself is its own, and stays when that is lifted,
 * however often it is: the second no of two people, or of a retry, takes nothing more. No word (undefined) leaves it.
 */
export function demandAfter(before: Demand, wanted: boolean | undefined, by: Above | null): Demand {
  if (wanted === undefined) return before
  if (by === null) return { ...before, own: wanted }
  if (!mayLift(by, before.from)) return before
  if (wanted) return { ...before, from: by }
  return { ...before, from: null }
}

/** A demand once somebody said that the scope stops asking it of itself; what is required from above them leaves both. */
export const withoutOwn = (before: Demand, by: Above | null): Demand =>
  by === null || mayLift(by, before.from) ? { ...before, own: false } : before

/** A demand as who acts by `by` sees it: whether it is theirs to lift, and whether it comes from above them. */
export const demandSeen = (
  { own, from }: Demand,
  by: Above | null,
): { readonly isOwn: boolean; readonly isAbove: boolean } => {
  const isAbove = !mayLift(by, from)
  return { isOwn: own || (from !== null && !isAbove), isAbove }
}
