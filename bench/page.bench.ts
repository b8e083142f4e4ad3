import { execFileSync } from 'node:child_process'
import { availableParallelism, loadavg } from 'node:os'
import { join } from 'node:path'
import { startOurs } from './page/ours.ts'
import { startPeer } from './page/peer.ts'
import { measureInTurns, type Measured, type Sides } from './page/rounds.ts'
import { spreadOf, textOf } from './spread.ts'
import { pushedTrouble, startTarget, type Target } from './page/trouble.ts'
import type { Bench, BenchReport } from './report.ts'

const PEERS = join(import.meta.dirname, '../scripts/peers.mjs')
/** Rounds per side and path. */
const ROUNDS = 30
/** Targets per side: each has its own moment of the interval at which it is scraped. */
const TARGETS = 6

interface Path {
  readonly name: string
  /** What happens when it is over. */
  readonly over: string
  /** Our part of the peer's time that is aimed at, for the page. */
  readonly aim: number
}
const SCRAPED: Path = { name: 'target killed → page', over: 'target back → told', aim: 0.6 }
const PUSHED: Path = { name: 'sample above the threshold → page', over: 'sample below it → told', aim: 0.3 }

/** Nobody is to wait longer than with the peer for the notice that it is over. */
const OVER_AIM = 1

async function startTargets(): Promise<Target[]> {
  const targets: Target[] = []
  for (let n = 0; n < TARGETS; n += 1) targets.push(await startTarget())
  return targets
}

function addRows(
  report: BenchReport,
  path: Path,
  { ours, peer }: { readonly ours: Measured; readonly peer: Measured },
): void {
  const parts = [
    { what: 'page', name: path.name, aim: path.aim },
    { what: 'recovery', name: path.over, aim: OVER_AIM },
  ] as const
  for (const { what, name, aim } of parts) {
    const [mine, theirs] = [spreadOf(ours[what]), spreadOf(peer[what])]
    report.say(`${name}, s\n  ours  ${textOf(mine)}\n  peer  ${textOf(theirs)}`)
    for (const figure of ['median', 'p95'] as const) {
      report.row({
        name: `${name}, s (${figure} of ${mine.n})`,
        ours: mine[figure],
        peer: theirs[figure],
        aim: `≤ ${aim} × peer`,
        isMet: (_, ratio) => ratio !== null && ratio <= aim,
      })
    }
  }
}

/** What else the machine did in the last minute: on a busy one both sides are late, and the one with more steps more so. */
const busy = (): string => `load ${(loadavg()[0] ?? 0).toFixed(1)} on ${availableParallelism()} cores`

async function compare(report: BenchReport, sides: Sides): Promise<void> {
  report.say(`killing targets, ${ROUNDS} rounds on each side, in turns; ${busy()}`)
  addRows(
    report,
    SCRAPED,
    await measureInTurns(sides, ROUNDS, ({ targets }, n) => {
      const target = targets[n % TARGETS]
      if (target === undefined) throw new Error('a side has no targets')
      return target
    }),
  )
  report.say(`writing samples, ${ROUNDS} rounds on each side, in turns; ${busy()}`)
  addRows(
    report,
    PUSHED,
    await measureInTurns(sides, ROUNDS, ({ remoteWrite }) => pushedTrouble(remoteWrite)),
  )
  report.say(`done; ${busy()}`)
}

/**
 * From a fault to the arrival of a page at a webhook, beside Debian's Prometheus and Alertmanager: both scrape and
 * evaluate every second, wait for nothing else, and tell it again when it is over.
 */
const bench: Bench = {
  name: 'page',
  async run(report) {
    execFileSync(process.execPath, [PEERS], { stdio: ['ignore', process.stderr, process.stderr] })
    const closing: (() => Promise<void>)[] = []
    try {
      const [forOurs, forPeer] = [await startTargets(), await startTargets()]
      closing.push(...[...forOurs, ...forPeer].map((target) => async () => await target.close()))
      report.say('starting Prometheus and Alertmanager')
      const peer = await startPeer(forPeer)
      closing.push(async () => await peer.close())
      report.say('starting Bailiwick')
      const ours = await startOurs(forOurs)
      closing.push(async () => await ours.close())
      await compare(report, { ours, peer })
    } finally {
      for (const close of closing.toReversed()) await close()
    }
  },
}
export default bench
