import type { HealthState } from '#components/ui/states.ts'
import type { ScrapeTargetView } from '#lib/modules/access/schemas.ts'
import type { MetricsAnswer } from '#lib/modules/dashboards/schemas.ts'

/** How a scraped address answers, in a state and in words. */
export interface ScrapeState {
  readonly state: HealthState
  readonly words: string
}

const WAITING: ScrapeState = { state: 'unknown', words: 'Waiting for data' }

/**
 * How a target answers, out of `up` as the scope sees it. Series carry the host and port of their target; where several
 * tenants scrape the same one under the same job, it cannot be told apart and counts as not known.
 */
export function scrapeState(
  target: Pick<ScrapeTargetView, 'url' | 'job' | 'labels'>,
  up: MetricsAnswer | undefined,
): ScrapeState {
  if (up === undefined || up.data.resultType !== 'vector') return WAITING
  const instance = target.labels['instance'] ?? instanceOf(target.url)
  const found = up.data.result.filter(
    ({ metric }) => metric['job'] === target.job && metric['instance'] === instance,
  )
  const [only] = found
  if (only === undefined) return WAITING
  if (found.length > 1) return { state: 'unknown', words: 'See its service' }
  return only.value[1] === '1'
    ? { state: 'healthy', words: 'Answers' }
    : { state: 'down', words: 'Does not answer' }
}

/** Host and port of an address as the scraper labels it: without the port that is its protocol's own. */
const instanceOf = (url: string): string => (URL.canParse(url) ? new URL(url).host : url)
