import type { PlainText, Say } from '#lib/core/say.ts'
import { formatScopeParam, type Scope } from '#lib/core/scope.ts'
import { measured, notMeasured, type Measured } from '#lib/modules/explain/index.ts'
import type { HealthState } from './domain/worst-state.ts'
import type { HealthMatrix } from './schemas.ts'

/** Who reads a figure: when, in which scope, and in which language. */
export interface FigureReader {
  readonly now: Date
  readonly scope: Scope
  readonly say: Say
}

/** Whoever a request is answered for, as of its moment. */
export const figureReader = (
  { scope, say }: Pick<FigureReader, 'scope' | 'say'>,
  now: Date,
): FigureReader => ({
  now,
  scope,
  say,
})

/** A path within this installation that keeps the scope. */
export function linkTo(scope: Scope, path: string, query: Readonly<Record<string, string>> = {}): string {
  const search = new URLSearchParams({ ...query, scope: formatScopeParam(scope) })
  return `${path}?${search.toString()}`
}

/** How many incidents in scope are not resolved. */
export const openIncidentsFigure = (count: number, { now, scope, say }: FigureReader): Measured<number> =>
  measured(count, now, {
    unit: '',
    asOf: now,
    formula: say('incidents in this scope whose state is open or acknowledged'),
    inputs: [
      {
        label: say('The open incidents'),
        value: String(count),
        href: linkTo(scope, '/incidents', { state: 'open' }),
      },
    ],
    codeVersion: 'openIncidentsFigure 1',
  })

/** How many pages were handed to a provider in the last 24 hours. */
export const pagesFigure = (count: number, { now, scope, say }: FigureReader): Measured<number> =>
  measured(count, now, {
    unit: '',
    asOf: now,
    formula: say('deliveries of purpose "page" that a provider accepted in the 24 hours before now'),
    inputs: [{ label: say('Incidents of these pages'), href: linkTo(scope, '/incidents') }],
    exclusions: [
      say('Pages shown only in the portal are not counted.'),
      say('Notices of acknowledgement and resolution are not counted.'),
    ],
    codeVersion: 'pagesFigure 1',
  })

/** How many tenants are healthy, of those in scope. */
export const tenantsHealthyFigure = (healthy: number, { now, scope, say }: FigureReader): Measured<number> =>
  measured(healthy, now, {
    unit: '',
    asOf: now,
    formula: say(
      'tenants of which every own service is healthy; a tenant without data is not counted as healthy',
    ),
    inputs: [
      { label: say('The tenants and their services'), href: linkTo(scope, '/matrix') },
      { label: say('The services'), href: linkTo(scope, '/services') },
    ],
    exclusions: [
      say('Shared services of the platform do not count for a tenant here; the matrix shows them.'),
    ],
    codeVersion: 'tenantsHealthyFigure 2',
  })

/** How many of the sources that may send have sent within five minutes. */
export const sourcesFigure = (
  reporting: number,
  all: number,
  { now, scope, say }: FigureReader,
): Measured<number> =>
  all === 0
    ? notMeasured<number>(
        { reason: say('No source is connected.'), filledBy: say('The first source fills it.') },
        {
          unit: 'count',
          asOf: now,
          formula: say('sources that sent within the five minutes before now'),
          codeVersion: 'sourcesFigure 1',
        },
      )
    : measured(reporting, now, {
        unit: 'count',
        asOf: now,
        formula: say(
          'sources that sent within the five minutes before now, of those that are neither revoked nor ended',
        ),
        inputs: [{ label: say('The sources'), value: String(all), href: linkTo(scope, '/sources') }],
        exclusions: [say('Sources that were revoked or have ended are not counted.')],
        codeVersion: 'sourcesFigure 1',
      })

/** How many services of a tenant are healthy, of its own and of those that it shares. */
export const servicesHealthyFigure = (
  healthy: number,
  all: number,
  { now, scope, say }: FigureReader,
): Measured<number> =>
  all === 0
    ? notMeasured<number>(
        {
          reason: say('No service has sent samples yet.'),
          filledBy: say('The first sample with a job label fills it.'),
        },
        {
          unit: 'count',
          asOf: now,
          formula: say('services whose state is healthy, own and shared'),
          codeVersion: 'servicesHealthyFigure 1',
        },
      )
    : measured(healthy, now, {
        unit: 'count',
        asOf: now,
        formula: say(
          'services whose state is healthy, own and shared; a service without data is not healthy',
        ),
        inputs: [{ label: say('The services'), value: String(all), href: linkTo(scope, '/services') }],
        codeVersion: 'servicesHealthyFigure 1',
      })

/** How many of the last 90 days had no incident that put a service down or degraded it. */
export const calmDaysFigure = (
  days: { readonly calm: number; readonly watched: number },
  { now, scope, say }: FigureReader,
): Measured<number> =>
  measured(days.calm, now, {
    unit: 'count',
    asOf: now,
    formula: say('days in UTC, of the last 90, in which no incident of P0, P1 or P2 was open'),
    inputs: [
      { label: say('Days that were watched'), value: String(days.watched), href: linkTo(scope, '/services') },
      { label: say('All incidents'), href: linkTo(scope, '/incidents', { state: 'all' }) },
    ],
    exclusions: [
      say('Days before the first service was watched are not counted.'),
      say('Incidents of P3 do not change the state of a service.'),
      say('A day without an incident is not a healthy day: how services were is not kept by day yet.'),
    ],
    codeVersion: 'calmDaysFigure 1',
  })

/** The headline figures of the matrix: tenants and cells that are healthy, and that need a person. */
export function matrixFigures(
  counts: readonly { readonly state: HealthState; readonly tenants: number; readonly cells: number }[],
  { now, scope, say }: FigureReader,
): HealthMatrix['figures'] {
  const tenantsIn = (state: HealthState): number => counts.find((each) => each.state === state)?.tenants ?? 0
  const cellsIn = (...states: readonly HealthState[]): number =>
    counts.filter(({ state }) => states.includes(state)).reduce((sum, { cells }) => sum + cells, 0)
  const figure = (value: number, formula: PlainText, state: HealthState, name: string): Measured<number> =>
    measured(value, now, {
      unit: 'count',
      asOf: now,
      formula: say(formula),
      inputs: [{ label: say('The rows'), href: linkTo(scope, '/matrix', { state }) }],
      codeVersion: `${name} 1`,
    })
  return {
    healthy: figure(
      tenantsIn('healthy'),
      'tenants of which every service, own and shared, is healthy',
      'healthy',
      'matrixHealthy',
    ),
    down: figure(
      cellsIn('down'),
      'services of tenants, own and shared, whose state is down; a shared one counts for each tenant',
      'down',
      'matrixDown',
    ),
    degraded: figure(
      cellsIn('degraded'),
      'services of tenants, own and shared, whose state is degraded; a shared one counts for each tenant',
      'degraded',
      'matrixDegraded',
    ),
    unknown: figure(
      cellsIn('unknown', 'stale'),
      'services of tenants, own and shared, that send no data or whose samples stopped',
      'unknown',
      'matrixUnknown',
    ),
  }
}

/** Which figures nobody measures yet, and what will fill them. */
export type MissingFigure =
  | 'errorBudget'
  | 'backupsProved'
  | 'cost'
  | 'availability'
  | 'usage'
  | 'forecasts'
  | 'dependencies'

const MISSING: Record<MissingFigure, { unit: string; reason: PlainText; filledBy: PlainText }> = {
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
  forecasts: {
    unit: '',
    reason: 'No forecast is made; error budgets, disks and budgets have none in this version yet.',
    filledBy: 'The first SLO, disk series or budget with three days of history fills it.',
  },
  dependencies: {
    unit: '',
    reason: 'No dependency of this service is on record.',
    filledBy: 'The service map fills it: from traces, from probes, or drawn by hand.',
  },
}

/** A figure that is not measured yet: it says so, and says what will fill it. */
export function missingFigure<T>(which: MissingFigure, { now, say }: FigureReader): Measured<T> {
  const { unit, reason, filledBy } = MISSING[which]
  return notMeasured<T>(
    { reason: say(reason), filledBy: say(filledBy) },
    { unit, asOf: now, formula: say('not measured yet'), codeVersion: 'none' },
  )
}
