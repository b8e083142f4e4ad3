import { createHmac, timingSafeEqual } from 'node:crypto'
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client'

/** The metrics of one process. */
export interface Metrics {
  readonly registry: Registry
  /** A number that only grows; its name ends in `_total`. */
  counter<Label extends string = never>(name: string, help: string, labels?: readonly Label[]): Counter<Label>
  /** A number that goes up and down; its name ends in a unit. */
  gauge<Label extends string = never>(name: string, help: string, labels?: readonly Label[]): Gauge<Label>
  /** A distribution; its name ends in a unit, buckets are upper bounds in that unit. */
  histogram<Label extends string = never>(
    name: string,
    help: string,
    options?: { readonly labels?: readonly Label[]; readonly buckets?: readonly number[] },
  ): Histogram<Label>
}

const NAME = /^bailiwick_[a-z0-9]+(_[a-z0-9]+)+$/
/** Upper bounds in seconds for things that take between a millisecond and ten seconds. */
const SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]

function checked(name: string, suffix: RegExp): string {
  if (!NAME.test(name) || !suffix.test(name))
    throw new RangeError(`metric ${name}: bailiwick_<area>_<what>_<unit>`)
  return name
}

/** Makes the registry of a process, with the figures of Node itself (CPU, memory, event loop, garbage collection). */
export function createMetrics(): Metrics {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  return {
    registry,
    counter: (name, help, labels = []) =>
      new Counter({ name: checked(name, /_total$/), help, labelNames: [...labels], registers: [registry] }),
    gauge: (name, help, labels = []) =>
      new Gauge({
        name: checked(name, /(?<!_total)$/),
        help,
        labelNames: [...labels],
        registers: [registry],
      }),
    histogram: (name, help, options = {}) =>
      new Histogram({
        name: checked(name, /_(seconds|bytes|samples|series|rows)$/),
        help,
        labelNames: [...(options.labels ?? [])],
        buckets: [...(options.buckets ?? SECONDS)],
        registers: [registry],
      }),
  }
}

/** The bearer token that our own scraper shows to our own processes, derived from BAILIWICK_SECRET. */
export const metricsToken = (secret: string): string =>
  createHmac('sha256', secret).update('bailiwick/metrics').digest('hex')

/** The tokens that open our metrics pages: that of the secret, and while it is being replaced that of the one beside it. */
export const metricsTokens = (secret: string, secondSecret: string | undefined): readonly string[] =>
  [secret, secondSecret].flatMap((one) => (one === undefined ? [] : [metricsToken(one)]))

/** True when an Authorization header carries one of the tokens; compared in constant time. */
export function mayReadMetrics(
  authorization: string | null | undefined,
  tokens: string | readonly string[],
): boolean {
  const given = Buffer.from((authorization ?? '').replace(/^Bearer /i, ''))
  return [tokens].flat().some((token) => {
    const expected = Buffer.from(token)
    return given.length === expected.length && timingSafeEqual(given, expected)
  })
}
