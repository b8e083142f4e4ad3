// A chain that was begun under one secret goes on, and is checked, under the next.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { openTestWorld, type TestWorld } from '#testing/contexts.ts'
import { TEST_SECRET } from '#testing/template.ts'
import { operatorScope } from '#lib/core/scope.ts'
import { createKeyring, type Keyring } from '#lib/infra/auth/keys.ts'
import { chainCrypto, type AuditCrypto } from './chain-crypto.ts'
import { verifyChain, type ChainVerdict } from './domain/verify-chain.ts'
import { recordAudit } from './record-audit.ts'
import { findChainAfter, findHeads } from './repository.ts'
import { rewrapAudit } from './rewrap-audit.ts'
import { rewrapSubjects } from './subject-repository.ts'

const NEXT = 'the next secret of this installation, long enough'
const CHAIN = 'operator'
let world: TestWorld

before(async () => {
  world = await openTestWorld()
})
after(async () => await world.close())

const verdictOf = async (crypto: AuditCrypto, keyring: Keyring): Promise<ChainVerdict> =>
  await world.database.withScope(operatorScope, async (tx) =>
    verifyChain(crypto, {
      chain: CHAIN,
      entries: await findChainAfter(tx, keyring, { chain: CHAIN, after: 0n, limit: 1000 }),
      head: (await findHeads(tx)).find(({ key }) => key === CHAIN) ?? null,
    }),
  )

test('a chain is readable and whole under the next secret, with the old one for its records', async () => {
  const ctx = world.console(operatorScope)
  for (let n = 0; n < 3; n += 1) {
    await ctx.db.tx(async (tx) => {
      await recordAudit(tx, ctx, {
        action: 'test.done',
        target: { kind: 'test', id: String(n), name: 'Ada' },
      })
    })
  }
  await world.database.withScope(operatorScope, async (tx) => {
    assert.ok((await rewrapSubjects(tx, createKeyring(NEXT, TEST_SECRET))) > 0)
  })
  const alone = createKeyring(NEXT)
  assert.equal((await verdictOf(chainCrypto({ present: NEXT, second: TEST_SECRET }), alone)).ok, true)
  assert.equal(
    (await verdictOf(chainCrypto({ present: NEXT }), alone)).ok,
    false,
    'nobody but us made the records',
  )
  // And back, as a rotation that is taken back would.
  await world.database.withScope(operatorScope, async (tx) => {
    await rewrapSubjects(tx, createKeyring(TEST_SECRET, NEXT))
  })
  assert.equal((await verdictOf(chainCrypto({ present: TEST_SECRET }), createKeyring(TEST_SECRET))).ok, true)
})

test('the console goes on with every chain under the present secret', async () => {
  const ctx = world.console(operatorScope)
  assert.deepEqual(await rewrapAudit(ctx), { subjects: 0, chains: 1 })
  const verdict = await verdictOf(chainCrypto({ present: TEST_SECRET }), createKeyring(TEST_SECRET))
  assert.equal(verdict.ok && verdict.entries, 4)
})
