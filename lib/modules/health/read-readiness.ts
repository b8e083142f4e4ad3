import { runtime } from '#lib/infra/context/runtime.ts'
import { newestMigration } from '#lib/infra/cluster/migrations/files.ts'
import { config } from '#lib/infra/config/index.ts'
import { checkReadiness } from './check-readiness.ts'
import { readinessOf, type Check, type Readiness } from './domain/readiness.ts'
import { sharedFor } from './domain/shared-for.ts'

/** Settings and files of this process, checked on their own: what depends on them cannot be asked without. */
function readConfiguration(): {
  readonly check: Check
  readonly engineUrl: string
  readonly migration: string
} {
  const begun = performance.now()
  const name = 'configuration'
  const since = (): number => Math.round((performance.now() - begun) * 10) / 10
  try {
    const { ENGINE_URL: engineUrl } = config()
    const migration = newestMigration(process.cwd())
    return { check: { name, ok: true, ms: since(), detail: 'is complete' }, engineUrl, migration }
  } catch (error) {
    const detail = error instanceof Error ? error.message : 'it cannot be read'
    return { check: { name, ok: false, ms: since(), detail }, engineUrl: '', migration: '' }
  }
}

async function findReadiness(): Promise<Readiness> {
  const { check, engineUrl, migration } = readConfiguration()
  if (!check.ok) return readinessOf([check])
  const { checks } = await checkReadiness({
    database: runtime().database,
    engineHealthUrl: `${engineUrl}/healthz`,
    expectedMigration: migration,
  })
  return readinessOf([check, ...checks])
}

/** How long an answer is told again, milliseconds. */
const KEPT_MS = 1000
const readShared = sharedFor(KEPT_MS, () => performance.now(), findReadiness)

// house: acts before a scope is known: it asks whether this process can serve anybody
/**
 * Whether the web process can serve requests: its settings, the database, its migrations and the engine. Never throws. Looked
 * at once a second at most, because anybody may ask and each look takes connections that sign-in needs too.
 */
export async function readReadiness(): Promise<Readiness> {
  return await readShared()
}
