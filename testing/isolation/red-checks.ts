import assert from 'node:assert/strict'
import { operatorScope } from '#lib/core/scope.ts'
import { listCanaries } from '#lib/modules/canaries/index.ts'
import { policyOf, refuseOneCheck, type DROPPED, type MUTATIONS } from './broken-policies.ts'
import { readCanariesPage } from './canaries-page.ts'
import type { CanariesWorld } from './canaries-world.ts'

/** Asserts that the check that follows a hole in the wall sees it, and that the page says where. */
export async function redWhile(
  { world, admin, check }: CanariesWorld,
  [, breakIt, mendIt]: (typeof MUTATIONS)[number],
): Promise<void> {
  await admin.query(breakIt)
  try {
    const { leaks } = await check()
    assert.ok(leaks.length > 0, 'nobody saw it')
    const { surfaces } = await listCanaries(world.console(operatorScope))
    assert.ok(surfaces.some(({ cells }) => cells.some(({ verdict }) => verdict === 'leak')))
  } finally {
    await admin.query(mendIt)
  }
}

/** Asserts that the check after a policy was dropped misses each canary where the table is shown, and that the page says so. */
export async function redWithout(
  { world, admin, check }: CanariesWorld,
  [table, where]: (typeof DROPPED)[number],
): Promise<void> {
  const mendIt = await policyOf(admin, table)
  await admin.query(`drop policy ${table}_tenant on ${table}`)
  try {
    const { blind, leaks } = await check()
    assert.deepEqual(leaks, [])
    const readers = blind.flatMap(({ surface, reader }) => (surface === where ? [reader] : []))
    assert.deepEqual(readers, ['a', 'b'], JSON.stringify(blind))
    const { lines, sentence } = await readCanariesPage(world.console(operatorScope))
    assert.equal(lines[0]?.state, 'down')
    assert.match(sentence, /^A canary no longer sees its own data/)
    if (table === 'incident') await refuseOneCheck(admin, check)
  } finally {
    await admin.query(mendIt)
  }
}
