import { formatScopeParam, type Scope } from '#lib/core/scope.ts'
import { measured, notMeasured, type Measured } from '#lib/modules/explain/index.ts'

/** A path within this installation that keeps the scope. */
export function linkTo(scope: Scope, path: string, query: Readonly<Record<string, string>> = {}): string {
  const search = new URLSearchParams({ ...query, scope: formatScopeParam(scope) })
  return `${path}?${search.toString()}`
}

/** How many incidents in scope are not resolved. */
export const openIncidentsFigure = (count: number, now: Date, scope: Scope): Measured<number> =>
  measured(count, now, {
    unit: '',
    asOf: now,
    formula: 'incidents in this scope whose state is open or acknowledged',
    inputs: [{ label: 'The open incidents', href: linkTo(scope, '/incidents', { state: 'open' }) }],
    codeVersion: 'openIncidentsFigure 1',
  })

/** How many pages were handed to a provider in the last 24 hours. */
export const pagesFigure = (count: number, now: Date, scope: Scope): Measured<number> =>
  measured(count, now, {
    unit: '',
    asOf: now,
    formula: 'deliveries of purpose "page" that a provider accepted in the 24 hours before now',
    inputs: [{ label: 'Incidents of these pages', href: linkTo(scope, '/incidents') }],
    exclusions: [
      'Pages shown only in the portal are not counted.',
      'Notices of acknowledgement and resolution are not counted.',
    ],
    codeVersion: 'pagesFigure 1',
  })

/** How many tenants are healthy, of those in scope. */
export const tenantsHealthyFigure = (healthy: number, now: Date, scope: Scope): Measured<number> =>
  measured(healthy, now, {
    unit: '',
    asOf: now,
    formula: 'tenants of which every own service is healthy; a tenant without data is not counted as healthy',
    inputs: [{ label: 'The services', href: linkTo(scope, '/services') }],
    codeVersion: 'tenantsHealthyFigure 1',
  })

/** Which figures nobody measures yet, and what will fill them. */
export type MissingFigure = 'errorBudget' | 'backupsProved' | 'cost' | 'availability' | 'usage'

const MISSING: Record<MissingFigure, { unit: string; reason: string; filledBy: string }> = {
  errorBudget: {
    unit: 'ratio',
    reason: 'No SLO is defined; SLOs are not part of this version yet.',
    filledBy: 'The first SLO fills it.',
  },
  availability: {
    unit: 'ratio',
    reason: 'No SLO is defined; SLOs are not part of this version yet.',
    filledBy: 'The first SLO fills it.',
  },
  backupsProved: {
    unit: '',
    reason: 'No restore drill has run; drills are not part of this version yet.',
    filledBy: 'The first drill fills it.',
  },
  cost: {
    unit: '',
    reason: 'No ledger is connected; ledgers are not part of this version yet.',
    filledBy: 'The first import of costs fills it.',
  },
  usage: {
    unit: '',
    reason: 'No usage is recorded; ledgers are not part of this version yet.',
    filledBy: 'The first usage record fills it.',
  },
}

/** A figure that is not measured yet: it says so, and says what will fill it. */
export function missingFigure<T>(which: MissingFigure, now: Date): Measured<T> {
  const { unit, reason, filledBy } = MISSING[which]
  return notMeasured<T>(
    { reason, filledBy },
    { unit, asOf: now, formula: 'not measured yet', codeVersion: 'none' },
  )
}
