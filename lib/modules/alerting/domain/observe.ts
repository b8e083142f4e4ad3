import { fingerprint } from './fingerprint.ts'
import type { ObservedSeries, Rule, RuleOwner } from './rule.ts'

/** A sample of an instant result. */
export interface Sample {
  readonly labels: Readonly<Record<string, string>>
  readonly value: number
}

/** The id of a platform's tenant by the name or id that the label `tenant` shows; undefined when there is none. */
export type ResolveTenant = (platformId: string, named: string) => string | undefined

/**
 * Whose alert a sample makes. A tenant's rule sees only its own series. Above a tenant the labels `platform` and `tenant`
 * say whose a series is; when an aggregation has left them out, the alert belongs to the platform.
 */
function ownerOfSample(
  rule: Rule,
  labels: Readonly<Record<string, string>>,
  resolve: ResolveTenant,
): RuleOwner {
  if (rule.owner.tenantId !== null) return rule.owner
  const named = labels['tenant']
  const tenantId = named === undefined ? undefined : resolve(rule.owner.platformId, named)
  return { platformId: rule.owner.platformId, tenantId: tenantId ?? null }
}

/** The labels of an alert: those of the series, without its metric name and without whose it is, and the rule's own. */
function labelsOfAlert(rule: Rule, sample: Sample, owner: RuleOwner): Record<string, string> {
  const isAboveTenant = rule.owner.tenantId === null
  const entries = Object.entries(sample.labels).filter(
    ([name]) =>
      name !== '__name__' &&
      !(isAboveTenant && (name === 'platform' || (name === 'tenant' && owner.tenantId !== null))),
  )
  return { ...Object.fromEntries(entries), ...rule.labels }
}

/**
 * The alerts that a result asks for. What tells two alerts apart is everything that the series had, the metric name and
 * the tenant included, so that editing a rule's own labels does not turn its alerts into new ones.
 */
export function observe(rule: Rule, samples: readonly Sample[], resolve: ResolveTenant): ObservedSeries[] {
  return samples.map((sample) => {
    const owner = ownerOfSample(rule, sample.labels, resolve)
    const { tenant: _named, ...identity } = sample.labels
    return {
      fingerprint: fingerprint(owner.tenantId === null ? sample.labels : identity, owner.tenantId),
      owner,
      labels: labelsOfAlert(rule, sample, owner),
      value: sample.value,
    }
  })
}
