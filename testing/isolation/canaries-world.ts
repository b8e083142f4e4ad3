import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { canaryPlatformScope } from '#lib/core/canary.ts'
import { systemClock } from '#lib/core/clock.ts'
import { operatorScope, type Scope } from '#lib/core/scope.ts'
import { newestMigration } from '#lib/infra/cluster/migrations/files.ts'
import type { RequestContext } from '#lib/infra/context/request-context.ts'
import { createRuntime, installRuntime, type Runtime } from '#lib/infra/context/runtime.ts'
import { createLogger } from '#lib/infra/telemetry/logger.ts'
import { checkCanaries, ensureCanaries, type CanaryResult } from '#lib/modules/canaries/index.ts'
import { ensureSelfPlatform } from '#lib/modules/health/index.ts'
import { openTestWorld, type TestWorld } from '../contexts.ts'
import { startListener } from '../listeners.ts'
import { TEST_SECRET } from '../template.ts'
import { whatTheOperatorSees } from './operator-view.ts'
import { serveRoutes } from './serve-routes.ts'

/** An installation with its canaries and one real tenant beside them, whose routes are served. */
export interface CanariesWorld {
  readonly world: TestWorld
  /** The superuser, who breaks and mends policies. */
  readonly admin: pg.Client
  readonly runtime: Runtime
  /** Where the routes are served. */
  readonly origin: string
  /** What the operator saw before there were canaries. */
  readonly fleetBefore: unknown
  readonly asJob: (scope: Scope) => RequestContext
  /** One whole check. */
  readonly check: () => Promise<CanaryResult>
  /** Says what happens when a canary sends its sample. */
  readonly onSample: (happens: () => Promise<void>) => void
  close(): Promise<void>
}

const NEIGHBOUR = `insert into platform (id, name) values ('0199f0a2-5c1e-7b3a-9d52-0c5a3f6b1e01', 'Phoenix');
  insert into tenant (id, platform_id, name) values ('0199f0a2-5c1e-7b3a-9d52-0c5a3f6b1e02', '0199f0a2-5c1e-7b3a-9d52-0c5a3f6b1e01', 'acme')`

/** Takes samples, and answers no query: the engine is read in the journey with the real processes. */
async function startSampleEngine() {
  let beforeSample = async (): Promise<void> => {}
  const listener = await startListener((request, response) => {
    const isSample = request.method === 'POST'
    const answer = (): void => {
      response.statusCode = isSample ? 204 : 503
      response.end()
    }
    if (isSample) beforeSample().then(answer, () => response.destroy())
    else answer()
  })
  return {
    origin: listener.origin,
    onSample: (happens: () => Promise<void>): void => {
      beforeSample = happens
    },
    close: async (): Promise<void> => await listener.close(),
  }
}

/** Opens it. */
export async function openCanariesWorld(): Promise<CanariesWorld> {
  const world = await openTestWorld(8)
  const folder = mkdtempSync(join(tmpdir(), 'canary-exports-'))
  process.env['DB_URL_TENANT'] = world.db.urls.tenant // the live hub of the web process listens there
  process.env['ENGINE_URL'] = 'http://127.0.0.1:9'
  process.env['EXPORT_DIR'] = folder
  const admin = new pg.Client(world.db.urls.admin)
  await admin.connect()
  const runtime = createRuntime({
    secret: TEST_SECRET,
    database: world.database,
    log: createLogger('canaries', 'silent'),
    publicUrl: 'http://localhost:3000',
    clock: systemClock,
  })
  installRuntime(runtime)
  const asJob = (scope: Scope): RequestContext => world.jobOf('canary.check', scope)
  await ensureSelfPlatform(asJob(operatorScope))
  await admin.query(NEIGHBOUR)
  const fleetBefore = await whatTheOperatorSees(world.console(operatorScope))
  const web = await serveRoutes()
  const engine = await startSampleEngine()
  await ensureCanaries(asJob(operatorScope), asJob(canaryPlatformScope), runtime)
  let slot = 0
  return {
    world,
    admin,
    runtime,
    origin: web.origin,
    fleetBefore,
    asJob,
    check: async () =>
      await checkCanaries(asJob(operatorScope), {
        webUrl: web.origin,
        engineUrl: engine.origin,
        metricsToken: 'none',
        own: runtime,
        home: asJob(canaryPlatformScope),
        slot: (slot += 1),
        schemaVersion: newestMigration(process.cwd()),
        listenMs: 3000,
        againMs: 200,
      }),
    onSample: engine.onSample,
    async close() {
      await globalThis.bailiwickLiveHub?.close()
      await web.close()
      await engine.close()
      await admin.end()
      await world.close()
      rmSync(folder, { recursive: true })
    },
  }
}
