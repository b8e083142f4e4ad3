/** States of an alert. `inactive` is never stored: an alert that did not fire, or whose episode is over. */
export type AlertState = 'inactive' | 'pending' | 'firing' | 'resolved' | 'no_data' | 'error'

/**
 * What an evaluation says about an alert: the condition `holds`, but not for long enough; it has `held` for the rule's
 * time; it is `clear`; the data it was seen in are missing (`no_data`), and have been for too long (`gone`); the rule
 * cannot be evaluated (`error`) or is not in force any more (`rule_off`).
 */
export type AlertEvent = 'holds' | 'held' | 'clear' | 'no_data' | 'gone' | 'error' | 'rule_off'

/** Why an alert moved, by name. */
export type AlertDecision =
  | 'began'
  | 'fired'
  | 'cleared_early'
  | 'recovered'
  | 'data_lost'
  | 'data_back'
  | 'data_gone'
  | 'broken'
  | 'mended'
  | 'switched_off'

/** A move to another state; null: the alert stays where it is. */
export interface AlertMove {
  readonly to: AlertState
  readonly decision: AlertDecision
}

const move = (to: AlertState, decision: AlertDecision): AlertMove => ({ to, decision })
const BEGIN = { holds: move('pending', 'began'), held: move('firing', 'fired') }

/**
 * The whole state machine. Missing data is never a recovery: an alert that fires keeps firing into `no_data` and its
 * incident stays open until the data say otherwise, or are gone for so long that nothing can be said any more. A rule that
 * cannot be evaluated changes no alert of its own.
 */
export const ALERT_TABLE: Readonly<Record<AlertState, Readonly<Record<AlertEvent, AlertMove | null>>>> = {
  inactive: {
    ...BEGIN,
    clear: null,
    no_data: move('no_data', 'data_lost'),
    gone: null,
    error: move('error', 'broken'),
    rule_off: null,
  },
  pending: {
    holds: null,
    held: move('firing', 'fired'),
    clear: move('inactive', 'cleared_early'),
    no_data: move('inactive', 'cleared_early'),
    gone: move('inactive', 'cleared_early'),
    error: null,
    rule_off: move('inactive', 'switched_off'),
  },
  firing: {
    holds: null,
    held: null,
    clear: move('resolved', 'recovered'),
    no_data: move('no_data', 'data_lost'),
    gone: move('resolved', 'data_gone'),
    error: null,
    rule_off: move('resolved', 'switched_off'),
  },
  no_data: {
    holds: move('firing', 'data_back'),
    held: move('firing', 'data_back'),
    clear: move('resolved', 'recovered'),
    no_data: null,
    gone: move('resolved', 'data_gone'),
    error: null,
    rule_off: move('resolved', 'switched_off'),
  },
  error: {
    ...BEGIN,
    clear: move('resolved', 'mended'),
    no_data: move('no_data', 'data_lost'),
    gone: move('resolved', 'mended'),
    error: null,
    rule_off: move('resolved', 'switched_off'),
  },
  resolved: { ...BEGIN, clear: null, no_data: null, gone: null, error: null, rule_off: null },
}

/** What `event` does to an alert in `state`. */
export const stepAlert = (state: AlertState, event: AlertEvent): AlertMove | null => ALERT_TABLE[state][event]
