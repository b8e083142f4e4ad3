// Whether somebody is a member must not show before they have signed in: the same words, at the same moment, for everything
// that takes an address or begins a sign-in.
import assert from 'node:assert/strict'
import { after, before, describe, test, type TestContext } from 'node:test'
import { openTestWorld, type TestWorld } from '#testing/contexts.ts'
import { TEST_SECRET } from '#testing/template.ts'
import { operatorScope } from '#lib/core/scope.ts'
import { newId } from '#lib/infra/db/index.ts'
import { askPasskey, askSignInLink } from './index.ts'
import { accessWorld, type AccessWorld } from './testing/access-world.ts'
import { guess, makeVictims, type Victim } from './testing/guessers.ts'

const TIMES = 20
const BROWSER = 'b'.repeat(43)
let world: TestWorld
let access: AccessWorld
let victims: readonly Victim[]

before(async () => {
  world = await openTestWorld(8)
  access = accessWorld(world.database, TEST_SECRET)
  await access.setUp(world.console(operatorScope, access.clock))
  victims = await makeVictims(access, TIMES)
})
after(async () => await world.close())

const link = (purpose: 'sign-in' | 'password') => async (email: string, from: string) => {
  const answer = await askSignInLink(
    access.visitor(from),
    { email, purpose, browser: BROWSER },
    access.runtime,
  )
  return { ...answer, email: 'as it was typed' }
}

/** What is asked of each: an address that is known or not, and from where. */
const WAYS: Readonly<Record<string, (email: string, from: string) => Promise<unknown>>> = {
  'sign-in with a password': async (email, from) => await guess(access, { email, from }),
  'asking for a sign-in link': link('sign-in'),
  'asking for a mail to set a new password': link('password'),
  // It takes no address at all, so there is nothing that it could tell; measured all the same.
  'beginning with a passkey': async (_email, from) => {
    const { challenge, ...rest } = await askPasskey(
      access.visitor(from),
      { purpose: 'sign-in', browser: BROWSER },
      access.runtime,
    )
    return { ...rest, challenge: challenge.length }
  },
}

const median = (times: readonly number[]): number =>
  times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0

interface Measured {
  readonly times: Record<'known' | 'unknown', number[]>
  readonly answers: Set<string>
}

/** Asks for one who is known and one who is not in turn, so that a busy moment hits both. */
async function measure(ask: (email: string, from: string) => Promise<unknown>): Promise<Measured> {
  const measured: Measured = { times: { known: [], unknown: [] }, answers: new Set() }
  const one = async (of: 'known' | 'unknown', email: string, n: number) => {
    const began = performance.now()
    const answer = await ask(email, `192.0.2.${n}`)
    measured.times[of].push(performance.now() - began)
    measured.answers.add(JSON.stringify(answer))
  }
  for (const [n, { email }] of victims.entries()) {
    await one('known', email, 2 * n)
    await one('unknown', `nobody-${newId()}@example.test`, 2 * n + 1)
  }
  return measured
}

/** Rounds until the medians agree: a machine that does other things differs once, a product that tells differs always. */
const ROUNDS = 3

/** Measures one way; throws when the answers differ, or the medians in every round. */
async function compare(what: string, context: TestContext): Promise<void> {
  const ask = WAYS[what] ?? assert.fail(what)
  for (let round = 1; ; round += 1) {
    const { times, answers } = await measure(ask)
    const [known, unknown] = [median(times.known), median(times.unknown)]
    context.diagnostic(
      `${what}: medians of ${TIMES}: known ${known.toFixed(1)} ms, unknown ${unknown.toFixed(1)} ms; ${answers.size} form of answer`,
    )
    assert.equal(answers.size, 1, [...answers].join(' / '))
    if (Math.abs(known - unknown) <= Math.max(5, 0.05 * Math.max(known, unknown))) return
    assert.ok(round < ROUNDS, `the medians differ in every round, at last ${known} and ${unknown}`)
    access.clock.advance(3_600_000)
  }
}

// Side by side: nearly all of the time is waiting for the moment of the answer.
describe('known and unknown get the same words at the same moment', { concurrency: true }, () => {
  for (const what of Object.keys(WAYS)) test(what, async (context) => await compare(what, context))
})
