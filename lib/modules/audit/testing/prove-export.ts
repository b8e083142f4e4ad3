import assert from 'node:assert/strict'
import { DomainError } from '#lib/core/errors.ts'
import { isRecord } from '#lib/core/unsafe.ts'
import { verifyAudit } from '../index.ts'
import type { ChainWorld } from './chain-world.ts'

/** What was written, and how it was exported meanwhile. */
export interface ExportProof {
  readonly actions: number
  readonly rolledBack: number
  /** How often somebody was told to try again, because every connection was taken. */
  readonly triedAgain: number
  readonly rounds: number
  readonly exported: number
}

/**
 * Bar test 45: parallel audited actions of two tenants with rollbacks between them, exported by cursor meanwhile. Every
 * record comes once and in order, and together they are the table.
 */
export async function proveExport(here: ChainWorld, actions: number): Promise<ExportProof> {
  const { tenant, other, admin, world } = here
  const above = { kind: 'platform', platformId: tenant.platformId } as const
  const chains = [`tenant:${tenant.tenantId}`, `tenant:${other.tenantId}`]
  const found = new Map<string, string[]>(chains.map((chain) => [chain, []]))
  let rounds = 0
  let triedAgain = 0
  // All of them at once are more than the pool takes; who is sent away changed nothing and comes again.
  const untilServed = async (act: () => Promise<void>): Promise<void> => {
    for (;;) {
      try {
        await act()
        return
      } catch (error) {
        if (!(error instanceof DomainError && error.code === 'unavailable')) throw error
        triedAgain += 1
      }
    }
  }
  const exportOn = async (chain: string): Promise<number> => {
    rounds += 1
    const hashes = found.get(chain) ?? []
    const text = await here.exported(above, {
      chain,
      limit: 1 + (rounds % 40),
      ...(hashes.length === 0 ? {} : { after: `${chain}@${hashes.length}` }),
    })
    const lines = text.split('\n').filter((line) => line.startsWith('{"type":"entry"'))
    for (const line of lines) {
      const entry: unknown = JSON.parse(line)
      assert.ok(isRecord(entry))
      assert.equal(entry['seq'], String(hashes.length + 1), 'skipped or repeated')
      hashes.push(String(entry['hash']))
    }
    return lines.length
  }
  const writing = Promise.allSettled(
    Array.from(
      { length: actions },
      async (_, n) =>
        await untilServed(async () => await here.act(n % 2 === 0 ? tenant : other, n, n % 7 === 0)),
    ),
  )
  const finished = new AbortController()
  const done = writing.finally(() => finished.abort())
  while (!finished.signal.aborted) for (const chain of chains) await exportOn(chain)
  const results = await done
  for (const chain of chains) while ((await exportOn(chain)) > 0);
  const rolledBack = results.filter(({ status }) => status === 'rejected').length
  assert.equal(rolledBack, Math.ceil(actions / 7))
  for (const chain of chains) {
    const { rows } = await admin.query<{ hash: string }>(
      `select encode(hash, 'hex') as hash from audit_entry where chain = $1 order by seq`,
      [chain],
    )
    assert.deepEqual(
      found.get(chain),
      rows.map(({ hash }) => hash),
    )
  }
  assert.ok((await verifyAudit(world.console(above))).ok)
  const exported = [...found.values()].reduce((sum, hashes) => sum + hashes.length, 0)
  return { actions, rolledBack, triedAgain, rounds, exported }
}
