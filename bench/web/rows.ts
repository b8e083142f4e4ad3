import type { PageKind } from '../../e2e/support/look.ts'
import type { BenchReport } from '../report.ts'
import { spreadOf } from '../spread.ts'

/** The aims, in ms, for 95 of 100. */
export const AIMS = { firstByte: 200, largestPaint: 1500, press: 150, route: 300, phonePaint: 1500 } as const
/** Kilobytes of scripts that a page may load, compressed, by what it draws with. */
const SCRIPT_AIMS: Readonly<Record<PageKind, number>> = { plain: 200, chart: 280, editor: 450 }
/** Kilobytes of the page that a phone opens, with its script. */
const PHONE_KB = 15
/** Megabytes above idle of all open streams. */
const STREAMS_AIM_MB = 150
/**
 * Ten times the tenants may cost this much more time, or so many ms: below that, what differs is what else the machine does.
 */
const GROWTH_AIM = { times: 1.5, ms: 20 } as const

/** Times of one thing, at few tenants and at many. */
export interface Timed {
  readonly name: string
  readonly few: readonly number[]
  readonly many: readonly number[]
}

/** Adds a row for 95 of 100 of each thing at many tenants; what half of them take stands in its name. */
export function addTimes(report: BenchReport, what: string, timed: readonly Timed[], aim: number): void {
  for (const { name, many } of timed) {
    const { median, p95, n } = spreadOf(many)
    report.row({
      name: `${what}, ${name}: p95 of ${n}, ms (p50 ${median.toFixed(0)})`,
      ours: p95,
      aim: `≤ ${aim}`,
      isMet: (ms) => ms <= aim,
    })
  }
}

/** Adds a row for how much more 95 of 100 take at many tenants than at few. */
export function addGrowth(report: BenchReport, what: string, timed: readonly Timed[]): void {
  for (const { name, few, many } of timed) {
    const [before, after] = [spreadOf(few).p95, spreadOf(many).p95]
    report.row({
      name: `${what}, ${name}: p95 at many / at few tenants (${before.toFixed(0)} → ${after.toFixed(0)} ms)`,
      ours: after / before,
      aim: `≤ ${GROWTH_AIM.times}, or ${GROWTH_AIM.ms} ms`,
      isMet: (times) => times <= GROWTH_AIM.times || after - before <= GROWTH_AIM.ms,
    })
  }
}

/** Adds how many answers were errors, and says what the first of them were. */
export function addErrors(report: BenchReport, errors: readonly string[]): void {
  for (const error of errors.slice(0, 5)) report.say(error)
  report.row({
    name: 'API, answers that were errors',
    ours: errors.length,
    aim: '0',
    isMet: (count) => count === 0,
  })
}

/** Adds a row for the scripts of each page. */
export function addScripts(
  report: BenchReport,
  pages: readonly { readonly name: string; readonly scriptKb: number; readonly kind: PageKind }[],
): void {
  for (const { name, scriptKb, kind } of pages) {
    const aim = SCRIPT_AIMS[kind]
    report.row({
      name: `scripts, ${name} (${kind}), kB gzip`,
      ours: scriptKb,
      aim: `≤ ${aim}`,
      isMet: (kb) => kb <= aim,
    })
  }
}

/** Adds the rows of the page that a phone opens on slow 3G. */
export function addPhone(
  report: BenchReport,
  { firstPaint, kilobytes }: { readonly firstPaint: readonly number[]; readonly kilobytes: number },
): void {
  const timed = { name: 'page of an incident on a phone, slow 3G', few: [], many: firstPaint }
  addTimes(report, 'first paint', [timed], AIMS.phonePaint)
  report.row({
    name: 'page of an incident on a phone with its script, kB on the wire',
    ours: kilobytes,
    aim: `≤ ${PHONE_KB}`,
    isMet: (kb) => kb <= PHONE_KB,
  })
}

/** Adds what open streams cost. */
export function addStreams(
  report: BenchReport,
  { open, megabytes, cores }: { readonly open: number; readonly megabytes: number; readonly cores: number },
): void {
  report.row({
    name: `${open} open event streams, MB above idle`,
    ours: megabytes,
    aim: `≤ ${STREAMS_AIM_MB}`,
    isMet: (mb) => mb <= STREAMS_AIM_MB,
  })
  report.row({
    name: `${open} open event streams, cores of the web process`,
    ours: cores,
    aim: 'told',
    isMet: () => true,
  })
}

/**
 * First rows of Uptime Kuma's dashboard, in ms: 2.5.3 built from source with 1,000 HTTP monitors, headless Chromium with a
 * fresh profile, on such a machine, median of several (10.9 to 16.8 s). Measured once, not in this run.
 */
const KUMA_FIRST_ROWS_MS = 13_400

/** Adds the row beside the peer: the list that shows most services at once. */
export function addPeer(report: BenchReport, timed: Timed): void {
  report.row({
    name: `largest paint, ${timed.name}, ms (median), beside Uptime Kuma's list of 1,000 monitors`,
    ours: spreadOf(timed.many).median,
    peer: KUMA_FIRST_ROWS_MS,
    aim: '≤ peer',
    isMet: (_, ratio) => ratio !== null && ratio <= 1,
  })
}
