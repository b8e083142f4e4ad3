/** Where a request for a second person stands. */
export const APPROVAL_STATES = [
  'waiting',
  'approved',
  'refused',
  'withdrawn',
  'expired',
  'done',
  'failed',
] as const

/** Where a request for a second person stands. */
export type ApprovalState = (typeof APPROVAL_STATES)[number]

/** What can happen to a request. */
export const APPROVAL_EVENTS = [
  'approve',
  'delay_over',
  'refuse',
  'withdraw',
  'expire',
  'carried_out',
  'fail',
] as const

/** What can happen to a request. `delay_over` takes the place of a second person where there is none. */
export type ApprovalEvent = (typeof APPROVAL_EVENTS)[number]

/** What an event does, and why: `change` moves on, `same` is a repeat without effect, `refused` is forbidden. */
export type ApprovalStep =
  | { readonly kind: 'change'; readonly to: ApprovalState }
  | { readonly kind: 'same' }
  | { readonly kind: 'refused'; readonly reason: string }

const change = (to: ApprovalState): ApprovalStep => ({ kind: 'change', to })
const same: ApprovalStep = { kind: 'same' }
const refused = (reason: string): ApprovalStep => ({ kind: 'refused', reason })

type Row = Readonly<Record<ApprovalEvent, ApprovalStep>>

/** A state in which nothing happens any more but repeats of what led there. */
const ended = (reason: string, repeats: readonly ApprovalEvent[]): Row => {
  const of = (event: ApprovalEvent): ApprovalStep => (repeats.includes(event) ? same : refused(reason))
  return {
    approve: of('approve'),
    delay_over: of('delay_over'),
    refuse: of('refuse'),
    withdraw: of('withdraw'),
    expire: of('expire'),
    carried_out: of('carried_out'),
    fail: of('fail'),
  }
}

const NOT_APPROVED = 'nobody approved it yet'
const UNDER_WAY = 'it was approved already and is being carried out'

/** The whole state machine, every pair of state and event. */
const APPROVAL_TABLE: Readonly<Record<ApprovalState, Row>> = {
  waiting: {
    approve: change('approved'),
    delay_over: change('approved'),
    refuse: change('refused'),
    withdraw: change('withdrawn'),
    expire: change('expired'),
    carried_out: refused(NOT_APPROVED),
    fail: refused(NOT_APPROVED),
  },
  approved: {
    approve: same,
    delay_over: same,
    refuse: refused(UNDER_WAY),
    withdraw: refused(UNDER_WAY),
    expire: refused(UNDER_WAY),
    carried_out: change('done'),
    fail: change('failed'),
  },
  refused: ended('it was refused; ask anew', ['refuse']),
  withdrawn: ended('whoever asked took it back', ['withdraw']),
  expired: ended('it has expired; ask anew', ['expire']),
  done: ended('it was carried out already', ['carried_out']),
  failed: ended('it was approved and failed; ask anew', ['fail']),
}

/** What `event` does to a request in `state`. */
export const stepApproval = (state: ApprovalState, event: ApprovalEvent): ApprovalStep =>
  APPROVAL_TABLE[state][event]

/** The moments of a request. */
export interface ApprovalTimes {
  readonly expiresAt: Date
  /** Null when a second person decides. */
  readonly notBefore: Date | null
}

/** What time alone does to a waiting request at `now`; null for nothing yet. */
export function dueEvent({ expiresAt, notBefore }: ApprovalTimes, now: Date): 'delay_over' | 'expire' | null {
  if (notBefore !== null && notBefore <= now) return 'delay_over'
  return expiresAt <= now ? 'expire' : null
}

/** Hours that take the place of a second person where there is none (access table, note on 2). */
const DELAY_HOURS = 24
const HOUR_MS = 3_600_000

/** When a request that is made now ends, and from when on it is carried out without a second person. */
export function approvalTimes(
  now: Date,
  { hasSecondPerson, hours }: { readonly hasSecondPerson: boolean; readonly hours: number },
): ApprovalTimes {
  if (hasSecondPerson) return { expiresAt: new Date(now.getTime() + hours * HOUR_MS), notBefore: null }
  const notBefore = new Date(now.getTime() + DELAY_HOURS * HOUR_MS)
  // Afterwards it stays open so long, for the case that nothing runs at that moment.
  return { expiresAt: new Date(notBefore.getTime() + hours * HOUR_MS), notBefore }
}
