// Bar test 24, second half: a sealed value opens where it was sealed and nowhere else. The list of what is sealed is compared
// with the columns of the database, so that a new column of bytes is either here or is no secret.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import pg from 'pg'
import { platformId, tenantId } from '#lib/core/ids.ts'
import { operatorScope, ownerOf, type Owner } from '#lib/core/scope.ts'
import { createKeyring } from '#lib/infra/auth/keys.ts'
import {
  newDataKey,
  operatorOwner,
  SealError,
  unwrapDataKey,
  wrapDataKey,
  type SealedPlace,
} from '#lib/infra/auth/seal.ts'
import { createSealer } from '#lib/infra/auth/sealer.ts'
import { newId } from '#lib/infra/db/index.ts'
import { openTestWorld, type TestWorld } from '#testing/contexts.ts'
import { TEST_SECRET } from '#testing/template.ts'

/** Secrets that are opened again, under the data key of their owner. */
const SEALED = [
  ['member', 'totp_secret'],
  ['member', 'totp_pending'],
  ['channel', 'secret'],
  ['channel', 'old_secret'],
  ['identity_provider', 'client_secret'],
  ['audit_witness', 'secret'],
] as const
/** Keys that are wrapped, and texts under the key of a subject: their modules try those. */
const WRAPPED = ['data_key.wrapped', 'kept_secret.wrapped', 'audit_subject.wrapped', 'audit_payload.sealed']
/** Bytes from which nobody gets a secret: digests under a key outside the database, hashes, and what is public anyway. */
const NO_SECRET = /[._](?:hash|mac|digest|commitment|signature|salt|key|id|browser)$/

const keyring = createKeyring(TEST_SECRET)
const RIGHT = 'planted under a data key'

let world: TestWorld
let admin: pg.Client
let owners: readonly Owner[]

before(async () => {
  world = await openTestWorld()
  admin = new pg.Client(world.db.urls.admin)
  await admin.connect()
  const [platform, one, two] = [newId(), newId(), newId()]
  await admin.query(`insert into platform (id, name) values ($1, 'P')`, [platform])
  for (const id of [one, two])
    await admin.query('insert into tenant (id, platform_id, name) values ($1, $2, $3)', [
      id,
      platform,
      `T ${id}`,
    ])
  const scopeOf = (id: string) =>
    ({ kind: 'tenant', platformId: platformId(platform), tenantId: tenantId(id) }) as const
  owners = [operatorOwner, ownerOf(scopeOf(one)), ownerOf(scopeOf(two))]
})
after(async () => {
  await admin.end()
  await world.close()
})

test('every column of bytes is a sealed one of the list, or no secret', async () => {
  const { rows } = await admin.query<{ name: string }>(
    `select table_name || '.' || column_name as name from information_schema.columns
     where table_schema = 'public' and data_type = 'bytea' order by 1`,
  )
  assert.ok(rows.length > 25, `${rows.length} columns of bytes`)
  const known = [...SEALED.map((one) => one.join('.')), ...WRAPPED]
  const unknown = rows
    .map(({ name }) => name)
    .filter((name) => !known.includes(name) && !NO_SECRET.test(name))
  assert.deepEqual(unknown, [])
  for (const name of known)
    assert.ok(
      rows.some((row) => row.name === name),
      `${name} is gone`,
    )
})

test('moved to another row, column, table or owner, a sealed value does not open', async (t) => {
  const sealer = createSealer(world.database, keyring)
  const places = SEALED.flatMap(([table, column]) =>
    owners.flatMap((owner) => [0, 1].map((): SealedPlace => ({ owner, table, column, rowId: newId() }))),
  )
  const sealed = new Map<SealedPlace, Uint8Array<ArrayBuffer>>()
  for (const place of places) sealed.set(place, await sealer.seal(place, RIGHT))
  let [opened, refused] = [0, 0]
  for (const [from, bytes] of sealed) {
    for (const to of places) {
      if (to === from) {
        assert.equal(await sealer.open(to, bytes), RIGHT)
        opened += 1
        continue
      }
      await assert.rejects(sealer.open(to, bytes), SealError)
      refused += 1
    }
  }
  assert.equal(opened, places.length)
  assert.equal(refused, places.length * (places.length - 1))
  t.diagnostic(`${places.length} sealed values of ${SEALED.length} columns, ${refused} exchanges: 0 opened`)
})

test('nor does a key that was wrapped for another row or owner', () => {
  const [wrapping] = keyring.wrapping
  const rows = owners.flatMap((owner) => [newId(), newId()].map((id) => ({ owner, id })))
  let refused = 0
  for (const { owner, id } of rows) {
    const wrapped = wrapDataKey(wrapping.key, owner, id, newDataKey())
    for (const other of rows.filter((row) => row.id !== id)) {
      assert.throws(() => unwrapDataKey(wrapping.key, other.owner, other.id, wrapped), SealError)
      assert.throws(() => unwrapDataKey(wrapping.key, owner, other.id, wrapped), SealError)
      refused += 2
    }
  }
  assert.equal(refused, 60)
})

test('a bit that was changed is noticed', async () => {
  const sealer = createSealer(world.database, keyring)
  const place: SealedPlace = { owner: operatorOwner, table: 'channel', column: 'secret', rowId: newId() }
  const sealed = await sealer.seal(place, RIGHT)
  for (const at of sealed.keys()) {
    const changed = Uint8Array.from(sealed)
    changed[at] = (changed[at] ?? 0) ^ 1
    await assert.rejects(sealer.open(place, changed), SealError, `byte ${at}`)
  }
  assert.ok((await world.database.withScope(operatorScope, async (tx) => await tx.dataKey.count())) > 0)
})
