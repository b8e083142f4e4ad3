import { execFileSync } from 'node:child_process'
import { availableParallelism, cpus, loadavg, totalmem } from 'node:os'
import { join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { until } from '../e2e/support/until.ts'
import { openBrowser } from '../e2e/support/browser.ts'
import {
  addIncidents,
  addServices,
  addTenants,
  serviceNames,
  someFilled,
  tenantNames,
  withoutSignals,
} from './web/fill.ts'
import { measureInteractions, type PressFigures } from './web/interactions.ts'
import { measurePages, type PageFigures } from './web/pages.ts'
import { measurePhone, type PhoneFigures } from './web/phone.ts'
import { openPlace, type Place } from './web/place.ts'
import {
  addErrors,
  addGrowth,
  addPeer,
  addPhone,
  addScripts,
  addStreams,
  addTimes,
  AIMS,
  type Timed,
} from './web/rows.ts'
import { measureRoutes, type RouteFigures } from './web/routes.ts'
import { keepSending, writeSamples, type Sender } from './web/samples.ts'
import { FULL, QUICK, type Size } from './web/size.ts'
import { makeReaders, measureStreams } from './web/streams.ts'
import type { Bench, BenchReport } from './report.ts'

const ROOT = resolve(import.meta.dirname, '..')
const BUILD = join(ROOT, 'scripts/build.mjs')
/** Tenants that are looked at, one after the other. */
const LOOKED_AT = 40
/** Between two samples of a series, in ms: all of them lie within the ten minutes that a series takes late samples from. */
const STEP_MS = 4000
/** Twice as long as the engine takes from one look at its services to the next. */
const LOOKS_MS = 5000
/** How long the engine may take to know the tenants. */
const KNOWN_MS = 120_000

/** What was measured with some number of tenants. */
interface Round {
  readonly pages: readonly PageFigures[]
  readonly presses: readonly PressFigures[]
  readonly routes: readonly RouteFigures[]
  readonly phone: PhoneFigures
}

/** What the figures are about: machine, commit, and what else the machine did. */
function describe(): string {
  const git = (...args: readonly string[]): string =>
    execFileSync('git', args, { cwd: ROOT, encoding: 'utf8' }).trim()
  const isChanged = git('status', '--porcelain') !== ''
  const commit = `${git('rev-parse', '--short=12', 'HEAD')}${isChanged ? ' with changes' : ''}`
  const memory = Math.round(totalmem() / 2 ** 30)
  return `${availableParallelism()} cores (${cpus()[0]?.model ?? 'unknown'}), ${memory} GiB, Node ${process.versions.node}, commit ${commit}`
}

const busy = (): string => `load ${(loadavg()[0] ?? 0).toFixed(1)}`

/** Fills up to a number of tenants; resolves with those that send, and how many samples were written. */
async function fill(
  { databaseUrl, platforms }: Place,
  { from, to, size }: { readonly from: number; readonly to: number; readonly size: Size },
): Promise<{ readonly senders: readonly Sender[]; readonly samples: number }> {
  const ids = platforms.map(({ id }) => id)
  const names = serviceNames(size.services)
  const known = new Set((await tenantNames(databaseUrl, ids)).map(({ name }) => name))
  await addTenants(databaseUrl, { from: from + 1, to, platforms: ids })
  const senders = (await tenantNames(databaseUrl, ids)).flatMap(({ name, platform }) => {
    const source = platforms.find(({ id }) => id === platform)?.source
    return source === undefined ? [] : [{ name, source }]
  })
  const added = senders.filter(({ name }) => !known.has(name))
  // The engine reads its list of tenants again and again: the last one of them is known when all are.
  await until(
    'the engine knows the tenants',
    async () => (await writeSamples(added.slice(-1), names.slice(0, 1), [Date.now()])) > 0,
    KNOWN_MS,
  )
  const now = Date.now()
  const times = Array.from({ length: size.samples }, (_, n) => now - n * STEP_MS).toReversed()
  let samples = 0
  await withoutSignals(databaseUrl, async () => {
    await addServices(databaseUrl, { names, platforms: ids })
    // The newest first, so that services report from the beginning; the others come late, in their order.
    samples += await writeSamples(added, names, times.slice(-1))
    samples += await writeSamples(added, names, times.slice(0, -1))
    await sleep(LOOKS_MS)
  })
  await addIncidents(databaseUrl, { service: names[0] ?? '', platforms: ids })
  return { senders, samples }
}

async function measureRound(place: Place, size: Size): Promise<Round> {
  const some = await someFilled(place.databaseUrl, LOOKED_AT)
  const browser = await openBrowser()
  try {
    // Once without counting: the server reads its own parts on first use.
    await measurePages(browser, place.admin, { some, visits: 1 })
    return {
      pages: await measurePages(browser, place.admin, { some, visits: size.visits }),
      presses: await measureInteractions(browser, place.admin, { some, presses: size.presses }),
      routes: await measureRoutes(place.admin, { some, asks: size.asks }),
      phone: await measurePhone(browser, place, { some, visits: size.visits }),
    }
  } finally {
    await browser.close()
  }
}

/** What was measured of the same things in two rounds, by name. */
const pair = <Figures extends { readonly name: string }>(
  few: readonly Figures[],
  many: readonly Figures[],
  timesOf: (figures: Figures) => readonly number[],
): readonly Timed[] =>
  many.map((figures) => {
    const before = few.find(({ name }) => name === figures.name)
    return { name: figures.name, few: before === undefined ? [] : timesOf(before), many: timesOf(figures) }
  })

function addRound(report: BenchReport, few: Round, many: Round): void {
  const firstByte = pair(few.pages, many.pages, (page) => page.firstByte)
  const paint = pair(few.pages, many.pages, (page) => page.largestPaint)
  const presses = pair(few.presses, many.presses, ({ times }) => times)
  const routes = pair(few.routes, many.routes, ({ times }) => times)
  const groups = [
    { what: 'first byte', timed: firstByte, aim: AIMS.firstByte },
    { what: 'largest paint', timed: paint, aim: AIMS.largestPaint },
    { what: 'interaction', timed: presses, aim: AIMS.press },
    { what: 'API', timed: routes, aim: AIMS.route },
  ]
  for (const { what, timed, aim } of groups) addTimes(report, what, timed, aim)
  addPhone(report, many.phone)
  addScripts(report, many.pages)
  for (const { what, timed } of groups) addGrowth(report, what, timed)
  const list = paint.find(({ name }) => name === 'services of all')
  if (list !== undefined) addPeer(report, list)
  addErrors(
    report,
    [...few.routes, ...many.routes].flatMap(({ errors }) => errors),
  )
  const heavy = many.routes.filter(({ kilobytes }) => kilobytes > 500)
  for (const { name, kilobytes } of heavy) report.say(`API, ${name}: answers of ${kilobytes.toFixed(0)} kB`)
}

async function measure(report: BenchReport, place: Place, size: Size): Promise<void> {
  const readers = await makeReaders(place.admin, size.streams)
  const rounds: Round[] = []
  let [from, samples] = [0, 0]
  let stopSending = async (): Promise<void> => await Promise.resolve()
  for (const to of size.tenants) {
    report.say(`filling up to ${to} tenants with ${size.services} services each; ${busy()}`)
    const begun = performance.now()
    const filled = await fill(place, { from, to, size })
    samples += filled.samples
    from = to
    const seconds = ((performance.now() - begun) / 1000).toFixed(0)
    report.say(`${to} tenants, ${samples} samples (the last in ${seconds} s); measuring; ${busy()}`)
    // Only now: those of before go on while others are filled in, or their services would fall silent.
    await stopSending()
    stopSending = keepSending(filled.senders, serviceNames(size.services))
    rounds.push(await measureRound(place, size))
  }
  await stopSending()
  const [few, many] = rounds
  if (few === undefined || many === undefined) throw new Error('nothing was measured')
  addRound(report, few, many)
  report.say(`opening ${size.streams} event streams; ${busy()}`)
  const some = await someFilled(place.databaseUrl, LOOKED_AT)
  addStreams(report, await measureStreams(place.installation, readers, { some, streams: size.streams }))
  report.say(`done; ${busy()}`)
}

/**
 * What people wait for in a big installation: pages, interactions, routes, scripts and open streams, on the production build
 * with a database and an engine of its own, in a real browser on the same cores.
 */
const bench: Bench = {
  name: 'web',
  async run(report, { isQuick = false }) {
    report.say(describe())
    execFileSync(process.execPath, [BUILD], { cwd: ROOT, stdio: ['ignore', process.stderr, process.stderr] })
    const place = await openPlace()
    try {
      await measure(report, place, isQuick ? QUICK : FULL)
    } finally {
      await place.close()
    }
  },
}
export default bench
