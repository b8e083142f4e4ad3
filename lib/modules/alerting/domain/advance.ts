import { formatSeconds } from '#lib/core/duration.ts'
import {
  stepAlert,
  type AlertDecision,
  type AlertEvent,
  type AlertMove,
  type AlertState,
} from './alert-machine.ts'
import type { AlertInstance, ObservedSeries, Rule, RuleOwner } from './rule.ts'
import { formatValue, renderSummary } from './summary.ts'

/** A move of an alert, complete enough to be written down by itself, once or several times. */
export interface Transition {
  readonly ruleId: string
  readonly alert: AlertInstance
  readonly resolvedAt: Date | null
  readonly at: Date
  /** What is recorded about it; null for the beginning and end of a condition that never fired. */
  readonly record: { readonly id: string; readonly verdict: AlertDecision; readonly reason: string } | null
  /** The work that follows from it; null when none does. */
  readonly outbox: { readonly id: string; readonly kind: 'alert.firing' | 'alert.resolved' } | null
}

/** What one evaluation says about one alert. */
export interface Observation {
  readonly event: AlertEvent
  /** The series it was seen in; null when the event is about something that was not seen. */
  readonly seen: ObservedSeries | null
}

/** What an evaluation needs beyond its observations. */
export interface AdvanceTools {
  readonly now: Date
  readonly newId: () => string
}

/** Fingerprint of the one alert that stands for the rule itself: whether it can be evaluated and has data. */
export const RULE_FINGERPRINT = 'rule'

/** After so many seconds without data an alert is given up: nothing can be said about it any more. */
export const NO_DATA_HOLD_SECONDS = 3600

/** A condition that ended before it fired is remembered for so long, so that flapping does not fill the table. */
const REMEMBERED_MS = 900_000

const NEVER: readonly AlertState[] = ['inactive', 'resolved']
const isOver = (alert: AlertInstance): boolean => NEVER.includes(alert.state)

/** Whether the condition has held for the rule's time. */
export function eventOfSeen(rule: Rule, before: AlertInstance | undefined, now: Date): 'holds' | 'held' {
  const since = before === undefined || isOver(before) ? now : before.activeAt
  return now.getTime() - since.getTime() >= rule.forSeconds * 1000 ? 'held' : 'holds'
}

/** Whether an alert whose data are missing is given up. */
export const eventOfMissing = (alert: AlertInstance, now: Date): 'no_data' | 'gone' =>
  alert.state === 'no_data' && now.getTime() - alert.changedAt.getTime() >= NO_DATA_HOLD_SECONDS * 1000
    ? 'gone'
    : 'no_data'

function firedText(held: string | null, value: string | null): string {
  if (held === null)
    return value === null ? 'The condition holds now.' : `The condition holds now at ${value}.`
  return value === null ? `The condition holds for ${held}.` : `The condition holds for ${held} at ${value}.`
}

function reasonOf(rule: Rule, decision: AlertDecision, alert: AlertInstance, detail: string): string {
  const value = alert.value === null ? null : formatValue(alert.value)
  const held = formatSeconds(rule.forSeconds)
  const texts: Record<AlertDecision, string> = {
    began: value === null ? 'The condition began to hold.' : `The condition began to hold at ${value}.`,
    fired: firedText(rule.forSeconds > 0 ? held : null, value),
    cleared_early: 'The condition ended before its time was up.',
    recovered: 'The condition does not hold any more.',
    data_lost: 'The data that the rule reads are missing; that is no recovery.',
    data_back:
      value === null
        ? 'The data are back and the condition still holds.'
        : `The data are back and the condition still holds at ${value}.`,
    data_gone: `The data have been missing for ${formatSeconds(NO_DATA_HOLD_SECONDS)}: nothing can be said any more.`,
    broken: `The rule cannot be evaluated: ${detail}`,
    mended: 'The rule can be evaluated again.',
    switched_off: 'The rule was switched off, removed or moved.',
  }
  return texts[decision]
}

const QUIET: readonly AlertDecision[] = ['began', 'cleared_early']

function outboxOf(alert: AlertInstance, decision: AlertDecision): 'alert.firing' | 'alert.resolved' | null {
  if (decision === 'fired') return 'alert.firing'
  return alert.state === 'resolved' && alert.firedAt !== null ? 'alert.resolved' : null
}

/** An alert that nobody has seen before. Its id is used again while the same condition comes and goes without firing. */
function beginning(
  seen: ObservedSeries,
  before: AlertInstance | undefined,
  tools: AdvanceTools,
): AlertInstance {
  return {
    id: before?.state === 'inactive' ? before.id : tools.newId(),
    fingerprint: seen.fingerprint,
    owner: seen.owner,
    labels: seen.labels,
    state: 'inactive',
    value: seen.value,
    summary: '',
    activeAt: tools.now,
    firedAt: null,
    changedAt: tools.now,
  }
}

/** An alert that stays where it is; undefined when it is over and no longer worth remembering. */
function staying(alert: AlertInstance, now: Date): AlertInstance | undefined {
  const isForgotten = alert.state === 'resolved' || now.getTime() - alert.changedAt.getTime() > REMEMBERED_MS
  return isOver(alert) && isForgotten ? undefined : alert
}

/** The alert after a move, with its summary filled in from what was seen last. */
function moved(rule: Rule, from: AlertInstance, move: AlertMove, now: Date): AlertInstance {
  return {
    ...from,
    state: move.to,
    changedAt: now,
    firedAt: move.decision === 'fired' ? now : from.firedAt,
    summary: from.fingerprint === RULE_FINGERPRINT ? rule.name : renderSummary(rule.summary, from),
  }
}

function transitionOf(
  rule: Rule,
  alert: AlertInstance,
  why: { readonly decision: AlertDecision; readonly detail: string },
  { now, newId }: AdvanceTools,
): Transition {
  const kind = outboxOf(alert, why.decision)
  const reason = reasonOf(rule, why.decision, alert, why.detail)
  return {
    ruleId: rule.id,
    alert,
    resolvedAt: isOver(alert) ? now : null,
    at: now,
    record: QUIET.includes(why.decision) ? null : { id: newId(), verdict: why.decision, reason },
    outbox: kind === null ? null : { id: newId(), kind },
  }
}

/**
 * Moves one alert by one observation. Returns the alert as it is afterwards (undefined: forget it) and the transition, or
 * null when it stays where it is.
 */
export function advance(
  rule: Rule,
  before: AlertInstance | undefined,
  observation: Observation & { readonly detail?: string },
  tools: AdvanceTools,
): { readonly alert: AlertInstance | undefined; readonly transition: Transition | null } {
  const { event, seen, detail = '' } = observation
  const begins = seen !== null && (before === undefined || isOver(before))
  const known = begins ? beginning(seen, before, tools) : before
  if (known === undefined) return { alert: undefined, transition: null }
  const from = seen === null ? known : { ...known, labels: seen.labels, value: seen.value }
  const move = stepAlert(from.state, event)
  if (move === null) return { alert: staying(from, tools.now), transition: null }
  const alert = moved(rule, from, move, tools.now)
  return {
    alert: alert.state === 'resolved' ? undefined : alert,
    transition: transitionOf(rule, alert, { decision: move.decision, detail }, tools),
  }
}

/** The alert that stands for a rule itself, before anything happened to it. */
export const ruleItself = (rule: Rule, owner: RuleOwner, tools: AdvanceTools): AlertInstance => ({
  id: tools.newId(),
  fingerprint: RULE_FINGERPRINT,
  owner,
  labels: rule.labels,
  state: 'inactive',
  value: null,
  summary: rule.name,
  activeAt: tools.now,
  firedAt: null,
  changedAt: tools.now,
})

/** The next moment at which the mere passing of time changes this alert, or null. */
export function nextChange(rule: Rule, alert: AlertInstance): Date | null {
  if (alert.state === 'pending') return new Date(alert.activeAt.getTime() + rule.forSeconds * 1000)
  if (alert.state === 'no_data' && alert.fingerprint !== RULE_FINGERPRINT) {
    return new Date(alert.changedAt.getTime() + NO_DATA_HOLD_SECONDS * 1000)
  }
  return null
}
