// Bar tests 44 and 45 in full.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { openChainWorld, type ChainWorld } from './testing/chain-world.ts'
import { proveExport } from './testing/prove-export.ts'
import { proveTampering } from './testing/prove-tampering.ts'

/** Each of the words for what can be wrong has to come up. */
const FAULTS = [
  'altered',
  'deleted',
  'inserted',
  'reordered',
  'tail_cut',
  'rewritten',
  'head_forged',
  'clock_backwards',
]

let here: ChainWorld
before(async () => {
  here = await openChainWorld()
})
after(async () => await here.close())

test('bar 44: 1,000 random edits as superuser', async (t) => {
  const proof = await proveTampering(here, 1000, 20_261_121)
  t.diagnostic(JSON.stringify(proof))
  assert.equal(proof.foundByStranger + proof.foundByWitness, 1000)
  for (const fault of FAULTS) assert.ok((proof.named[fault] ?? 0) > 0, `${fault} was never the answer`)
})

test('bar 45: 500 parallel changes with random rollbacks, exported by cursor meanwhile', async (t) => {
  t.diagnostic(JSON.stringify(await proveExport(here, 500)))
})
