// Bar tests 44 and 45 in full.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { openChainWorld, type ChainWorld } from './testing/chain-world.ts'
import { proveExport } from './testing/prove-export.ts'
import { proveTampering } from './testing/prove-tampering.ts'

let here: ChainWorld
before(async () => {
  here = await openChainWorld()
})
after(async () => await here.close())

test('bar 44: 1,000 random edits as superuser', async (t) => {
  const proof = await proveTampering(here, 1000, 20_261_121)
  t.diagnostic(JSON.stringify(proof))
  assert.equal(proof.foundByUs, 1000)
})

test('bar 45: 500 parallel changes with random rollbacks, exported by cursor meanwhile', async (t) => {
  t.diagnostic(JSON.stringify(await proveExport(here, 500)))
})
