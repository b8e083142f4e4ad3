/** One way to a member. */
export interface Way {
  readonly channel: string
  readonly target: string
}

/** A page of one step in the ledger. */
export interface StepPage extends Way {
  readonly memberId: string
  readonly state: string
  readonly attempt: number
}

/** What is done when a page does not get through, and why. */
export type Fallback =
  | { readonly kind: 'next_channel'; readonly way: Way; readonly reason: string }
  | { readonly kind: 'wait'; readonly reason: string }
  | { readonly kind: 'next_step'; readonly reason: string }

const sameWay = (a: Way, b: Way): boolean => a.channel === b.channel && a.target === b.target

/** What is shown in the portal reaches only who looks. */
const REACHES_NOBODY_BY_ITSELF = 'in_app'

/** A page that has reached somebody, or may still do so before it has failed as often as the one that fails now. */
const isHopeful = (page: StepPage, triesBeforeFallback: number): boolean =>
  page.channel !== REACHES_NOBODY_BY_ITSELF &&
  (page.state === 'sent' ||
    (['pending', 'sending', 'failed', 'unknown'].includes(page.state) && page.attempt < triesBeforeFallback))

/** What the decision is made from. */
export interface FallbackFacts {
  readonly memberId: string
  /** The member's ways that are switched on. */
  readonly ways: readonly Way[]
  /** Every page of the step, the failing one as it is afterwards. */
  readonly pages: readonly StepPage[]
  readonly triesBeforeFallback: number
}

/**
 * Where a page goes that does not get through: by another channel of the same member that was not tried in this step; else
 * nowhere while another page of the step reached somebody or still may; else to the next step, before its time.
 */
export function decideFallback({ memberId, ways, pages, triesBeforeFallback }: FallbackFacts): Fallback {
  const tried = pages.filter((page) => page.memberId === memberId)
  const way = ways.find(
    (each) => each.channel !== REACHES_NOBODY_BY_ITSELF && !tried.some((page) => sameWay(page, each)),
  )
  if (way !== undefined)
    return { kind: 'next_channel', way, reason: `The member can also be reached by ${way.channel}.` }
  if (pages.some((page) => isHopeful(page, triesBeforeFallback))) {
    return { kind: 'wait', reason: 'Another page of the same step reached somebody or still may.' }
  }
  return { kind: 'next_step', reason: 'No page of this step gets through.' }
}
