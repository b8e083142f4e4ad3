import type { Text } from '#components/language/use-text.ts'
import type { HealthState } from '#components/ui/states.ts'
import type { ScrapeTargetView } from '#lib/modules/access/schemas.ts'
import type { MetricsAnswer } from '#lib/modules/dashboards/schemas.ts'

/** How a scraped address answers, in a state and in words. */
export interface ScrapeState {
  readonly state: HealthState
  readonly words: string
}

/**
 * How a target answers, out of `up` as the scope sees it. Series carry the host and port of their target; where several
 * tenants scrape the same one under the same job, it cannot be told apart and counts as not known.
 */
export function scrapeState(
  t: Text<'sources'>,
  target: Pick<ScrapeTargetView, 'url' | 'job' | 'labels'>,
  up: MetricsAnswer | undefined,
): ScrapeState {
  const waiting: ScrapeState = { state: 'unknown', words: t('scrape.waiting') }
  if (up === undefined || up.data.resultType !== 'vector') return waiting
  const instance = target.labels['instance'] ?? instanceOf(target.url)
  const found = up.data.result.filter(
    ({ metric }) => metric['job'] === target.job && metric['instance'] === instance,
  )
  const [only] = found
  if (only === undefined) return waiting
  if (found.length > 1) return { state: 'unknown', words: t('scrape.see') }
  return only.value[1] === '1'
    ? { state: 'healthy', words: t('scrape.up') }
    : { state: 'down', words: t('scrape.down') }
}

/** Host and port of an address as the scraper labels it: without the port that is its protocol's own. */
const instanceOf = (url: string): string => (URL.canParse(url) ? new URL(url).host : url)
