// The archives of the canaries as they are written: no longer than anybody reads, whatever the database gives.
import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { gunzipSync } from 'node:zlib'
import { canaryId, canaryPlatformScope, canaryTenantId, CANARY_PLATFORM_ID } from '#lib/core/canary.ts'
import { systemClock } from '#lib/core/clock.ts'
import { operatorScope } from '#lib/core/scope.ts'
import { createRuntime } from '#lib/infra/context/runtime.ts'
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

/** Writes the archive of A, which is closed after so many characters, and says in how many rows the marker is. */
async function rowsWithin(most: number): Promise<number> {
  const tenantId = canaryTenantId('a')
  await writeTablesArchive({
    database: world.database,
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
  return textOf().split(`"tenant_id": "${tenantId}"`).length - 1
}

test('an archive is closed after so many characters, whatever is missing', async () => {
  const all = await rowsWithin(1_000_000)
  assert.ok(all > 20, `${all} rows are in the whole archive`)
  const some = await rowsWithin(1)
  assert.ok(some <= 1, `${some} rows are in what was closed after the first`)
  assert.ok((await rowsWithin(5000)) > some)
})
