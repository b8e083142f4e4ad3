import type { AlertState } from './alert-machine.ts'

/** How bad it is; P0 is worst. */
export type Severity = 'P0' | 'P1' | 'P2' | 'P3'

/** Whose rule or alert: a platform's (`tenantId` null) or a tenant's. */
export interface RuleOwner {
  readonly platformId: string
  readonly tenantId: string | null
}

/** What a rule is for: opening incidents, or proving every few seconds that the way from sample to page works. */
export type RuleKind = 'incident' | 'heartbeat'

/** A rule as the engine evaluates it. */
export interface Rule {
  readonly id: string
  readonly owner: RuleOwner
  readonly name: string
  readonly expr: string
  readonly forSeconds: number
  readonly intervalSeconds: number
  readonly severity: Severity
  readonly summary: string
  /** Labels that its alerts get; they win over labels of the result. */
  readonly labels: Readonly<Record<string, string>>
  readonly kind: RuleKind
  readonly version: number
}

/** An alert as the engine remembers it between evaluations. */
export interface AlertInstance {
  readonly id: string
  readonly fingerprint: string
  readonly owner: RuleOwner
  readonly labels: Readonly<Record<string, string>>
  readonly state: AlertState
  readonly value: number | null
  readonly summary: string
  /** Since when the condition holds. */
  readonly activeAt: Date
  readonly firedAt: Date | null
  /** When it last moved. */
  readonly changedAt: Date
}

/** A series of a result, with whose it is. */
export interface ObservedSeries {
  readonly fingerprint: string
  readonly owner: RuleOwner
  readonly labels: Readonly<Record<string, string>>
  readonly value: number
}
