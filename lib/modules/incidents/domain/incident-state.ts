/** States of an incident. */
export type IncidentState = 'open' | 'acknowledged' | 'resolved'

/** What can happen to an incident. */
export type IncidentEvent = 'acknowledge' | 'resolve' | 'recover'

/** What an event does, and why: `change` moves on, `same` is a repeat without effect, `refused` is forbidden. */
export type IncidentStep =
  | { readonly kind: 'change'; readonly to: IncidentState; readonly reason: string }
  | { readonly kind: 'same'; readonly reason: string }
  | { readonly kind: 'refused'; readonly reason: string }

const change = (to: IncidentState, reason: string): IncidentStep => ({ kind: 'change', to, reason })
const same = (reason: string): IncidentStep => ({ kind: 'same', reason })
const refused = (reason: string): IncidentStep => ({ kind: 'refused', reason })

/** The whole state machine, every pair of state and event. */
export const INCIDENT_TABLE: Readonly<Record<IncidentState, Readonly<Record<IncidentEvent, IncidentStep>>>> =
  {
    open: {
      acknowledge: change('acknowledged', 'somebody has it'),
      resolve: change('resolved', 'resolved by hand before anybody acknowledged'),
      recover: change('resolved', 'every alert recovered before anybody acknowledged'),
    },
    acknowledged: {
      acknowledge: same('somebody has it already'),
      resolve: change('resolved', 'resolved by hand'),
      recover: change('resolved', 'every alert recovered'),
    },
    resolved: {
      acknowledge: refused('it is resolved already; there is nothing left to acknowledge'),
      resolve: same('it is resolved already'),
      recover: same('it is resolved already'),
    },
  }

/** What `event` does to an incident in `state`. */
export const stepIncident = (state: IncidentState, event: IncidentEvent): IncidentStep =>
  INCIDENT_TABLE[state][event]

const LISTED: Readonly<Record<'open' | 'resolved' | 'all', readonly IncidentState[]>> = {
  open: ['open', 'acknowledged'],
  resolved: ['resolved'],
  all: ['open', 'acknowledged', 'resolved'],
}

/** The states that a list shows; `open` is everything that is not resolved. */
export const listedStates = (list: 'open' | 'resolved' | 'all'): readonly IncidentState[] => LISTED[list]
