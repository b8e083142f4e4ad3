// The archives of the canaries as they are written: no longer than anybody reads, whatever the database gives.
import assert from 'node:assert/strict'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  utimesSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { gunzipSync } from 'node:zlib'
import { canaryId, canaryPlatformScope, canaryTenantId, CANARY_PLATFORM_ID } from '#lib/core/canary.ts'
import { systemClock } from '#lib/core/clock.ts'
import { operatorScope } from '#lib/core/scope.ts'
import { createRuntime } from '#lib/infra/context/runtime.ts'
import type { Database } from '#lib/infra/db/index.ts'
import { createLogger } from '#lib/infra/telemetry/logger.ts'
import { writeTablesArchive } from '#lib/modules/leaving/index.ts'
import { openTestWorld, type TestWorld } from '#testing/contexts.ts'
import { TEST_SECRET } from '#testing/template.ts'
import type { Markers } from './domain/judge.ts'
import { ensureCanaries } from './ensure-canaries.ts'

const folder = mkdtempSync(join(tmpdir(), 'canary-archives-'))
const log = createLogger('canaries', 'silent')
const now = systemClock.now()
let world: TestWorld
let markers: Markers

before(async () => {
  world = await openTestWorld()
  const own = createRuntime({
    secret: TEST_SECRET,
    database: world.database,
    log,
    publicUrl: 'http://localhost:3000',
    clock: systemClock,
  })
  const [above, home] = [operatorScope, canaryPlatformScope].map((scope) =>
    world.jobOf('canary.check', scope),
  )
  assert.ok(above !== undefined && home !== undefined)
  markers = await ensureCanaries(above, home, own)
})
after(async () => {
  await world.close()
  rmSync(folder, { recursive: true })
})

/** The text in an archive of a canary. */
const textOf = (): string =>
  gunzipSync(readFileSync(join(folder, `${canaryId('a', 'export')}.tar.gz`))).toString('utf8')

const tenantId = canaryTenantId('a')

/** Writes the archive of A, which is closed after so many characters. */
async function write(most: number, database: Database = world.database): Promise<void> {
  await writeTablesArchive({
    database,
    scope: { kind: 'tenant', platformId: CANARY_PLATFORM_ID, tenantId },
    folder,
    exportId: canaryId('a', 'export'),
    most,
    about: {
      schemaVersion: 'none',
      tenant: { id: tenantId, name: markers.a, platform: CANARY_PLATFORM_ID },
      madeAt: now.toISOString(),
      madeBy: 'test',
    },
  })
}

/** How many rows of A are in an archive that is closed after so many characters. */
async function rowsWithin(most: number): Promise<number> {
  await write(most)
  return textOf().split(`"tenant_id": "${tenantId}"`).length - 1
}

test('an archive is closed after so many characters, whatever is missing', async () => {
  const all = await rowsWithin(1_000_000)
  assert.ok(all > 20, `${all} rows are in the whole archive`)
  const some = await rowsWithin(1)
  assert.ok(some <= 1, `${some} rows are in what was closed after the first`)
  assert.ok((await rowsWithin(5000)) > some)
})

test('of an archive that could not be written nothing is left, nor of the one before', async () => {
  await write(1_000_000)
  assert.equal(readdirSync(folder).length, 1)
  const database: Database = {
    ...world.database,
    snapshot: async (scope, fn) =>
      await world.database.snapshot(scope, async (reader) => {
        await fn(reader)
        throw new Error('the database went away')
      }),
  }
  await assert.rejects(write(1_000_000, database), /went away/)
  assert.deepEqual(readdirSync(folder), [])
})

test('two checks at once each write a whole archive, and no try is in the way of another', async () => {
  for (let round = 0; round < 5; round += 1)
    await Promise.all([1, 2, 3].map(async () => await write(1_000_000)))
  assert.ok(textOf().split(`"tenant_id": "${tenantId}"`).length > 20)
  assert.deepEqual(readdirSync(folder), [`${canaryId('a', 'export')}.tar.gz`])
})

test("what a killed process has left is removed once it can be nobody's; what is younger stays", async () => {
  const left = ['old', 'young'].map((name) => join(folder, `${canaryId('a', 'export')}.work-${name}`))
  for (const path of left) mkdirSync(path)
  const hourAgo = (Date.now() - 3_600_000) / 1000
  utimesSync(left[0] ?? '', hourAgo, hourAgo)
  await write(1_000_000)
  assert.deepEqual(
    left.map((path) => existsSync(path)),
    [false, true],
  )
  rmSync(left[1] ?? '', { recursive: true })
})

test('a disk that takes no more files is an error of the try, not the end of the process', async () => {
  const database: Database = {
    ...world.database,
    snapshot: async (scope, fn) =>
      await world.database.snapshot(scope, async (reader) => {
        const tables = join(
          folder,
          readdirSync(folder).find((name) => name.includes('.work-')) ?? '',
          'tables',
        )
        mkdirSync(tables)
        symlinkSync('/dev/full', join(tables, 'rule.jsonl'))
        return await fn(reader)
      }),
  }
  await assert.rejects(write(1_000_000, database), /ENOSPC/)
  assert.deepEqual(readdirSync(folder), [])
})
