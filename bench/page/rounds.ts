import { setTimeout as sleep } from 'node:timers/promises'
import { INTERVAL_SECONDS, type Side } from './side.ts'
import type { Trouble } from './trouble.ts'

/** Seconds of each round: from the break to the page, and from the mending to the notice that it is over. */
export interface Measured {
  readonly page: number[]
  readonly recovery: number[]
}

/** The two sides of a comparison. */
export interface Sides {
  readonly ours: Side
  readonly peer: Side
}

/** Multiples of it, without their whole part, fill the interval from 0 to 1 evenly, however many they are. */
const GOLDEN = 0.618033988749895
const INTERVAL_MS = INTERVAL_SECONDS * 1000

/**
 * Waits for the moment of the interval at which round `n` breaks or mends. Both sides scrape and evaluate at fixed moments
 * of it: rounds that fill it evenly measure every wait that there can be, and both sides the same ones.
 */
async function untilPhase(n: number): Promise<void> {
  const phase = ((n * GOLDEN) % 1) * INTERVAL_MS
  const wait = (phase - (Date.now() % INTERVAL_MS) + INTERVAL_MS) % INTERVAL_MS
  await sleep(wait)
}

async function runRound(side: Side, trouble: Trouble, n: number, into: Measured): Promise<void> {
  await untilPhase(2 * n)
  const broken = await trouble.breakIt()
  into.page.push(((await side.told('page', trouble.about, broken)) - broken) / 1000)
  await untilPhase(2 * n + 1)
  const mended = await trouble.mendIt()
  into.recovery.push(((await side.told('recovery', trouble.about, mended)) - mended) / 1000)
}

/** Rounds that do not count: the first page after a start finds cold caches and unopened connections on both sides. */
const WARM_UP = 2

/** Runs `rounds` rounds on each side, in turns, after a few that do not count. */
export async function measureInTurns(
  sides: Sides,
  rounds: number,
  troubleOf: (side: Side, n: number) => Trouble,
): Promise<{ readonly ours: Measured; readonly peer: Measured }> {
  const measured = { ours: { page: [], recovery: [] }, peer: { page: [], recovery: [] } }
  for (let n = 0; n < WARM_UP + rounds; n += 1) {
    for (const name of ['ours', 'peer'] as const) {
      const into: Measured = n < WARM_UP ? { page: [], recovery: [] } : measured[name]
      await runRound(sides[name], troubleOf(sides[name], n), n, into)
    }
  }
  return measured
}
