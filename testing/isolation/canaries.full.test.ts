// Every hole in the wall that is tried, each red within one check. canaries.integration.test.ts tries one of each kind.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { DROPPED, MUTATIONS } from './broken-policies.ts'
import { openCanariesWorld, type CanariesWorld } from './canaries-world.ts'
import { redWhile, redWithout } from './red-checks.ts'

let opened: CanariesWorld
before(async () => {
  opened = await openCanariesWorld()
})
after(async () => await opened.close())

test('a sound installation is clean', async () => {
  const { leaks, blind } = await opened.check()
  assert.deepEqual([leaks, blind], [[], []])
})

const isRedWhile = async (mutation: (typeof MUTATIONS)[number]) => await redWhile(opened, mutation)
const isRedWithout = async (dropped: (typeof DROPPED)[number]) => await redWithout(opened, dropped)

for (const mutation of MUTATIONS)
  test(`${mutation[0]}: red within one check`, async () => await isRedWhile(mutation))

for (const dropped of DROPPED)
  test(`the policy of ${dropped[0]} is dropped: red within one check`, async () =>
    await isRedWithout(dropped))

test('the counts', (t) => {
  t.diagnostic(`${MUTATIONS.length} holes and ${DROPPED.length} dropped policies: each red within one check`)
})
