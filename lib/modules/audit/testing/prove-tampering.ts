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
  /** By `verify.mjs` from the export alone. */
  readonly foundByStranger: number
  /** By `verify.mjs` with the head that a witness keeps: what was made with our own key. */
  readonly foundByWitness: number
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
  const witness = await here.exported(above, { chain })
  let [foundByUs, foundByStranger, foundByWitness] = [0, 0, 0]
  for (let n = 0; n < edits; n += 1) {
    const edit = randomEdit(chain, LENGTH, pick)
    const found = await whileTampered(admin, edit.make, async () => {
      const verdict = await verifyAudit(world.console(tenant))
      const ours = verdict.chains.find(({ ok }) => !ok) ?? null
      const file = await here.exported(above, { chain })
      const alone = await here.verify([file])
      return {
        ours,
        theirs: edit.needsWitness === true ? await here.verify([file], [witness]) : alone,
        alone,
      }
    })
    const say = `${n}: ${edit.what}: ${JSON.stringify(found)}`
    assert.equal(found.theirs.code, 1, say)
    assert.equal(found.theirs.seq, String(edit.seq), say)
    assert.ok(edit.faults.includes(found.theirs.fault ?? ''), say)
    if (edit.needsWitness === true) {
      assert.deepEqual([found.ours, found.alone.code], [null, 0], say)
      foundByWitness += 1
    } else {
      assert.equal(found.ours?.seq, String(edit.seq), say)
      assert.ok(edit.faults.includes(found.ours.fault ?? ''), say)
      foundByUs += 1
      foundByStranger += 1
    }
    const fault = found.theirs.fault ?? ''
    named[fault] = (named[fault] ?? 0) + 1
  }
  const after = await verifyAudit(world.console(tenant))
  assert.ok(after.ok, 'the chain is as before')
  return { edits, foundByUs, foundByStranger, foundByWitness, named }
}
