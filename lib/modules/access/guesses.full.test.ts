// Bar test 14, the matrix: 10,000 guesses at 50 accounts from 200 networks within an hour.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { openTestWorld, type TestWorld } from '#testing/contexts.ts'
import { TEST_SECRET } from '#testing/template.ts'
import { operatorScope } from '#lib/core/scope.ts'
import { newId } from '#lib/infra/db/index.ts'
import { unlockAccount } from './index.ts'
import { accessWorld, PASSWORD, type AccessWorld } from './testing/access-world.ts'
import { guess, makeVictims, reasonOf, unlockTokens, type Victim } from './testing/guessers.ts'

const ACCOUNTS = 50
const NETWORKS = 200
/** As many as a web process answers side by side without a queue for its connections. */
const AT_ONCE = 10
const HOUR_MS = 3_600_000
let world: TestWorld
let access: AccessWorld
before(async () => {
  world = await openTestWorld(8)
  access = accessWorld(world.database, TEST_SECRET)
  await access.setUp(world.console(operatorScope, access.clock))
})
after(async () => await world.close())

const median = (times: readonly number[]): number =>
  times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0

test('of 10,000 guesses at most 20 are looked at per account, and every owner gets in by mail', async (context) => {
  const victims = await makeVictims(access, ACCOUNTS)
  const looked = new Map<string, number>()
  const tryOne = async (email: string, from: string): Promise<void> => {
    const result = await guess(access, { email, from })
    assert.ok(!result.ok)
    if (result.reason === 'wrong') looked.set(email, (looked.get(email) ?? 0) + 1)
  }
  const tryRound = async (round: number): Promise<void> => {
    for (let first = 0; first < ACCOUNTS; first += AT_ONCE)
      await Promise.all(
        victims
          .slice(first, first + AT_ONCE)
          .map(async ({ email }, n) => await tryOne(email, `198.18.0.${(round + first + n) % NETWORKS}`)),
      )
    access.clock.advance(HOUR_MS / NETWORKS)
  }
  // Every network tries every account; in each round an account has another network at its door.
  for (let round = 0; round < NETWORKS; round += 1) await tryRound(round)
  const counts = [...looked.values()]
  const most = Math.max(...counts)
  const all = counts.reduce((sum, count) => sum + count, 0)
  const rows = await world.database.withScope(operatorScope, async (tx) => await tx.securityEvent.count())
  context.diagnostic(
    `${ACCOUNTS * NETWORKS} guesses at ${ACCOUNTS} accounts from ${NETWORKS} networks in an hour: ` +
      `${all} looked at, at most ${most} per account; ${rows} rows of security events`,
  )
  assert.ok(most <= 20, `${most} guesses at one account were looked at`)
  assert.ok(rows < 1000, `${rows} rows`)
  const entered = await enterByMail(victims)
  context.diagnostic(`${entered} of ${ACCOUNTS} owners opened their account by mail and signed in`)
  assert.equal(entered, ACCOUNTS)
})

/** How many owners get in: those whose lock has not ended by itself follow their link first. */
async function enterByMail(victims: readonly Victim[]): Promise<number> {
  let entered = 0
  for (const { id, email } of victims) {
    // Locked once more, so that the link is needed.
    const again = { email, from: '203.0.113.50' }
    let result = await guess(access, { ...again, from: `203.0.${entered}.1` })
    while (reasonOf(result) !== 'locked') {
      if (!result.ok && result.reason === 'wait') access.clock.advance(result.seconds * 1000)
      result = await guess(access, { ...again, from: `203.0.${entered}.1` })
    }
    const [token = ''] = await unlockTokens(access, id)
    await unlockAccount(access.visitor(), { token, cookies: null }, access.runtime)
    const signedIn = await guess(access, { email, from: `203.0.${entered}.2`, password: PASSWORD })
    if (signedIn.ok) entered += 1
  }
  return entered
}

test('known and unknown members are refused at the same moment', async (context) => {
  const victims = await makeVictims(access, 20)
  const times = { known: Array.of<number>(), unknown: Array.of<number>() }
  const measure = async (of: 'known' | 'unknown', email: string, n: number): Promise<void> => {
    const began = performance.now()
    assert.equal(reasonOf(await guess(access, { email, from: `192.0.2.${n}` })), 'wrong')
    times[of].push(performance.now() - began)
  }
  for (const [n, { email }] of victims.entries()) {
    await measure('known', email, 2 * n)
    await measure('unknown', `nobody-${newId()}@example.test`, 2 * n + 1)
  }
  const [known, unknown] = [median(times.known), median(times.unknown)]
  const ratio = known / unknown
  context.diagnostic(
    `median of 20 refusals: known ${known.toFixed(1)} ms, unknown ${unknown.toFixed(1)} ms, ratio ${ratio.toFixed(3)}`,
  )
  assert.ok(Math.abs(ratio - 1) < 0.05, `the medians differ: ${ratio}`)
})
