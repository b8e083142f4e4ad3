import type { ExposedSample } from '../exposition/parse-exposition.ts'
import { withTargetLabels } from '../exposition/target-labels.ts'
import { flatLabels, labelsKey, METRIC_NAME, type FlatLabels } from '../labels.ts'
import { WriteRequestWriter } from '../remote-write/write-request-writer.ts'

/** Series of a target by their key: those that its last scrape showed without a time of their own. */
export type ShownSeries = ReadonlyMap<string, FlatLabels>

/** One scrape, as it came out. */
export interface ScrapeResult {
  /** Labels of the target, `job` and `instance` among them. */
  readonly targetLabels: Readonly<Record<string, string>>
  /** When the scrape began; samples without a time get this one. */
  readonly timeMs: number
  readonly durationSeconds: number
  /** Null when the scrape failed. */
  readonly samples: readonly ExposedSample[] | null
  /** What the scrape before it showed. */
  readonly before: ShownSeries
}

/** What a scrape writes, and what the next one needs to know. */
export interface ComposedScrape {
  /** A prometheus.WriteRequest 1.0. */
  readonly request: Uint8Array
  readonly shown: ShownSeries
}

/**
 * Makes the samples that a scrape writes: what the target showed, staleness markers for what it does not show any more
 * (everything, when the scrape failed), and `up`, `scrape_duration_seconds` and `scrape_samples_scraped`.
 */
export function composeScrape({
  targetLabels,
  timeMs,
  durationSeconds,
  samples,
  before,
}: ScrapeResult): ComposedScrape {
  const writer = new WriteRequestWriter()
  const shown = new Map<string, FlatLabels>()
  for (const sample of samples ?? []) {
    const labels = withTargetLabels(sample.labels, targetLabels)
    if (sample.timeMs === null) shown.set(labelsKey(labels), labels)
    writer.add(labels, sample.timeMs ?? timeMs, sample.value)
  }
  for (const [key, labels] of before) {
    if (!shown.has(key)) writer.addStale(labels, timeMs)
  }
  const figures = { up: samples === null ? 0 : 1, duration: durationSeconds, samples: samples?.length ?? 0 }
  for (const [name, value] of [
    ['up', figures.up],
    ['scrape_duration_seconds', figures.duration],
    ['scrape_samples_scraped', figures.samples],
  ] as const) {
    writer.add(reportLabels(name, targetLabels), timeMs, value)
  }
  return { request: writer.finish(), shown }
}

/** Staleness markers for all series of a target that is not scraped any more, those about its scrapes among them. */
export function composeFarewell(
  targetLabels: Readonly<Record<string, string>>,
  timeMs: number,
  shown: ShownSeries,
): Uint8Array {
  const writer = new WriteRequestWriter()
  for (const labels of shown.values()) writer.addStale(labels, timeMs)
  for (const name of ['up', 'scrape_duration_seconds', 'scrape_samples_scraped']) {
    writer.addStale(reportLabels(name, targetLabels), timeMs)
  }
  return writer.finish()
}

const reportLabels = (name: string, targetLabels: Readonly<Record<string, string>>): FlatLabels =>
  flatLabels({ ...targetLabels, [METRIC_NAME]: name })
