import assert from 'node:assert/strict'
import { verifyAudit } from '../index.ts'
import type { ChainWorld } from './chain-world.ts'
import { numbers, randomEdit, whileTampered } from './tampering.ts'

/** How many records the chain has that is tampered with. */
const LENGTH = 14

/** What was tried, and what was found; the faults by how often each was named. */
export interface Proof {
  readonly edits: number
  readonly foundByUs: number
  readonly foundByStranger: number
  readonly named: Readonly<Record<string, number>>
}

/**
 * Bar test 44: makes random edits as a superuser, one at a time, and asks both our own verifier and a stranger's, which
 * sees the export alone. Each has to name the first bad record.
 */
export async function proveTampering(here: ChainWorld, edits: number, seed: number): Promise<Proof> {
  const { world, admin, tenant } = here
  const chain = `tenant:${tenant.tenantId}`
  for (let n = 0; n < LENGTH - 1; n += 1) await here.act(tenant, n)
  // The audit entry of the export itself would make the chain longer in every round: the export of the platform's scope
  // is recorded in another chain.
  const above = { kind: 'platform', platformId: tenant.platformId } as const
  await here.act(tenant, LENGTH)
  const pick = numbers(seed)
  const named: Record<string, number> = {}
  let [foundByUs, foundByStranger] = [0, 0]
  for (let n = 0; n < edits; n += 1) {
    const edit = randomEdit(chain, LENGTH, pick)
    const found = await whileTampered(admin, edit.make, async () => {
      const verdict = await verifyAudit(world.console(tenant))
      const ours = verdict.chains.find(({ ok }) => !ok) ?? null
      const file = await here.exported(above, { chain })
      return { ours, theirs: edit.isBehindHead === true ? null : await here.verify([file]) }
    })
    const say = `${n}: ${edit.what}: ${JSON.stringify(found)}`
    assert.equal(found.ours?.seq, String(edit.seq), say)
    assert.ok(edit.faults.includes(found.ours.fault ?? ''), say)
    foundByUs += 1
    if (found.theirs !== null) {
      assert.equal(found.theirs.code, 1, say)
      assert.equal(found.theirs.seq, String(edit.seq), say)
      assert.ok(edit.faults.includes(found.theirs.fault ?? ''), say)
      foundByStranger += 1
    }
    const fault = found.ours.fault ?? ''
    named[fault] = (named[fault] ?? 0) + 1
  }
  const after = await verifyAudit(world.console(tenant))
  assert.ok(after.ok, 'the chain is as before')
  return { edits, foundByUs, foundByStranger, named }
}
