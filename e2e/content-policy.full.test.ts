// Bar test 17 in full: the nonce of 10,000 loads.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { startInstallation, type Installation } from '#testing/processes.ts'
import { countNonces } from './support/nonces.ts'

const LOADS = 10_000

let installation: Installation
before(async () => {
  installation = await startInstallation()
})
after(async () => {
  await installation.stop()
  installation.remove()
})

test(`the nonces of ${LOADS} loads are ${LOADS} different ones`, async (t) => {
  const nonces = await countNonces(installation.url, LOADS)
  t.diagnostic(JSON.stringify({ loads: LOADS, nonces }))
  assert.equal(nonces, LOADS)
})
