import type { Text } from '#components/language/use-text.ts'

/** The steps from an empty installation to an alert that somebody has, in their order. */
export const TOUR_STEPS = ['platform', 'tenant', 'source', 'signal', 'rule', 'page', 'acknowledge'] as const
/** One of the steps. */
export type TourStep = (typeof TOUR_STEPS)[number]

/** What the server knows of the way so far; nothing else decides how far somebody is. */
export interface TourFacts {
  /** Whether there is a platform beside Bailiwick itself. */
  readonly hasPlatform: boolean
  readonly hasTenant: boolean
  /** Whether a source of the tenant may send. */
  readonly hasSource: boolean
  /** Whether something of the tenant was ever stored. */
  readonly hasSignal: boolean
  /** Whether the tenant has a rule of its own. */
  readonly hasRule: boolean
  readonly hasIncident: boolean
  /** Whether somebody took an incident of the tenant. */
  readonly isTaken: boolean
}

/** What is known of the tenant that the tour is about. */
export interface TenantFacts {
  readonly sources: readonly { readonly revokedAt: string | null; readonly lastUsedAt: string | null }[]
  /** Names of its metrics with a sample of the last five minutes. */
  readonly metrics: readonly string[]
  readonly rules: readonly { readonly tenantId: string | null }[]
  readonly incidents: readonly { readonly acknowledgedAt: string | null }[]
}

/** What the way is judged by, out of what the server knows of a platform and its tenant; null for what is not there. */
export function tourFacts(
  platform: { readonly id: string } | null,
  tenant: { readonly id: string } | null,
  { sources, metrics, rules, incidents }: TenantFacts,
): TourFacts {
  const open = sources.filter(({ revokedAt }) => revokedAt === null)
  return {
    hasPlatform: platform !== null,
    hasTenant: tenant !== null,
    hasSource: open.length > 0,
    // A metric is there until it was silent for five minutes; that it came once stays known.
    hasSignal: metrics.length > 0 || open.some(({ lastUsedAt }) => lastUsedAt !== null),
    hasRule: tenant !== null && rules.some(({ tenantId }) => tenantId === tenant.id),
    hasIncident: incidents.length > 0,
    isTaken: incidents.some(({ acknowledgedAt }) => acknowledgedAt !== null),
  }
}

/** How far the way is gone. */
export interface TourProgress {
  readonly done: readonly TourStep[]
  /** What is next; null at the end. */
  readonly next: TourStep | null
}

/**
 * How far the way is gone, by what is there. A step counts by itself, not by those before it: whoever did the third one on
 * another page has done it.
 */
export function tourProgress(facts: TourFacts): TourProgress {
  const isDone: Record<TourStep, boolean> = {
    platform: facts.hasPlatform,
    tenant: facts.hasTenant,
    source: facts.hasSource,
    signal: facts.hasSignal,
    rule: facts.hasRule,
    page: facts.hasIncident,
    acknowledge: facts.isTaken,
  }
  return {
    done: TOUR_STEPS.filter((step) => isDone[step]),
    next: TOUR_STEPS.find((step) => !isDone[step]) ?? null,
  }
}

/** The state of the way, one sentence. */
export const progressSentence = (t: Text<'tour'>, { done, next }: TourProgress): string =>
  next === null
    ? t('progress.all', { count: TOUR_STEPS.length })
    : t('progress.some', {
        done: done.length,
        all: TOUR_STEPS.length,
        next: t(`step.${next}`).toLowerCase(),
      })

/** The oldest of several objects: ids begin with the time at which they were made. */
export const oldestOf = <T extends { readonly id: string }>(all: readonly T[]): T | null =>
  all.toSorted((a, b) => (a.id < b.id ? -1 : 1))[0] ?? null

/** On which side of its limit a metric has to be for the rule of the template to fire. */
export type TemplateSide = 'above' | 'below'

/** A rule on a metric that arrives, or null where a part of it is missing or no number. */
export function templateRule(
  t: Text<'tour'>,
  metric: string,
  side: TemplateSide,
  limitText: string,
): { readonly name: string; readonly expr: string; readonly summary: string } | null {
  const limit = limitText.trim() === '' ? Number.NaN : Number(limitText)
  if (metric === '' || !Number.isFinite(limit)) return null
  const selector = /^[A-Za-z_:][\w:]*$/.test(metric) ? metric : `{__name__=${JSON.stringify(metric)}}`
  return {
    name: t(`rule.called.${side}`, { metric, limit: String(limit) }).slice(0, 100),
    expr: `${selector} ${side === 'above' ? '>=' : '<='} ${limit}`,
    summary: t('rule.summary', { metric: metric.replaceAll(/[{}]/g, ''), value: '{{ $value }}' }).slice(
      0,
      300,
    ),
  }
}
