import { setTimeout as sleep } from 'node:timers/promises'
import { operatorScope } from '#lib/core/scope.ts'
import type { Database } from '#lib/infra/db/index.ts'
import { readinessOf, runCheck, type Check, type Readiness } from './domain/readiness.ts'
import { findNewestMigration } from './repository.ts'

/** What readiness is asked about. */
export interface ReadinessParts {
  readonly database: Database
  /** Address of the engine's own health page, e.g. `http://127.0.0.1:9190/healthz`. */
  readonly engineHealthUrl: string
  /** Name of the newest migration that this version was built with. */
  readonly expectedMigration: string
}

const LIMIT_MS = 2000
const timing = {
  clock: () => performance.now(),
  limitMs: LIMIT_MS,
  timer: async (ms: number) => await sleep(ms, undefined, { ref: false }),
}

// house: acts before a scope is known: it asks whether the database answers at all
/** Checks everything that web needs: the database as each role, its migrations, and the engine. Never throws. */
export async function checkReadiness(parts: ReadinessParts): Promise<Readiness> {
  const check = async (name: string, work: () => Promise<string>): Promise<Check> =>
    await runCheck(name, work, timing)
  const checks = await Promise.all([
    check('database as staff', async () => {
      const name = await parts.database.withScope(
        operatorScope,
        async (tx) => await findNewestMigration(tx),
        {
          readOnly: true,
        },
      )
      if (name === null || name < parts.expectedMigration)
        throw new Error(
          `the newest migration is ${name ?? 'none'}, this version expects ${parts.expectedMigration}`,
        )
      return `answers; migrated to ${name}`
    }),
    check('database as auth', async () => {
      await parts.database.asAuth(async (tx) => await tx.operator.count())
      return 'answers'
    }),
    check('engine', async () => {
      const response = await fetch(parts.engineHealthUrl, { signal: AbortSignal.timeout(LIMIT_MS) })
      await response.body?.cancel()
      if (!response.ok) throw new Error(`answers ${response.status}`)
      return 'answers'
    }),
  ])
  return readinessOf(checks)
}
