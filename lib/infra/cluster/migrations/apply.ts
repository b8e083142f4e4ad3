import { FILTERS, openEngine, type Engine } from './engine.ts'
import { readMigrations, runsOutsideTransaction, textOf, type MigrationFiles } from './files.ts'

/** What `applyMigrations` did, by migration name. */
export interface Applied {
  readonly applied: readonly string[]
  /** Migrations that had failed or been interrupted before, and were tried again. */
  readonly retried: readonly string[]
}

/** The number of the engine's own advisory lock. */
const ENGINE_LOCK = 72_707_369

/** Tables that the migrations made hide the canaries' rows; see the migration that defines the function. */
const COVER_CANARIES = `
  do $$ begin if to_regprocedure('public.app_cover_canaries()') is not null then perform public.app_cover_canaries(); end if; end $$`

/** The engine's messages end in a stack of its own code; what is left says what went wrong. */
export const withoutStack = (text: string): string =>
  text
    .split('\n')
    .filter((line) => !/^ +\d+: |^ +(?:at|with) /.test(line))
    .join('\n')
    .trim()

/**
 * Frees migrations that did not finish for another try: unfinished means that nothing of them was applied (see
 * engine.ts), so the repair is always the same. Returns their names.
 */
async function freeFailed({ engine }: Engine, files: MigrationFiles): Promise<readonly string[]> {
  const migrationsList = readMigrations(files)
  const input = { migrationsList, optInToShadowDatabase: false, filters: FILTERS }
  const state = await engine.diagnoseMigrationHistory(input)
  // A failed migration whose file was mended counts as edited too; that one is fine.
  const edited = state.editedMigrationNames.filter((name) => !state.failedMigrationNames.includes(name))
  if (edited.length > 0)
    throw new Error(`edited after they were applied: ${edited.join(', ')}; write a new migration instead`)
  for (const migrationName of state.failedMigrationNames) {
    if (runsOutsideTransaction(textOf(migrationsList, migrationName))) {
      throw new Error(
        `${migrationName} runs outside a transaction and failed half-way: repair the database by hand, then \`node scripts/migrate.ts resolve ${migrationName} applied|rolled-back\``,
      )
    }
    await engine.markMigrationRolledBack({ migrationName })
  }
  return state.failedMigrationNames
}

async function applyAll({ engine }: Engine, files: MigrationFiles): Promise<readonly string[]> {
  const migrationsList = readMigrations(files)
  try {
    return (await engine.applyMigrations({ migrationsList, filters: FILTERS })).appliedMigrationNames
  } catch (cause) {
    const state = await engine.diagnoseMigrationHistory({
      migrationsList,
      optInToShadowDatabase: false,
      filters: FILTERS,
    })
    const reason = withoutStack(cause instanceof Error ? cause.message : String(cause))
    // The engine's own message does not say which migration it was.
    throw new Error([...state.failedMigrationNames, reason].join(': '), { cause })
  }
}

/**
 * Applies the pending migrations as the owner of the tables, each whole or not at all. Processes that start together
 * wait for one another. Throws with the name of the migration and the database's reason.
 */
export async function applyMigrations(ownerUrl: string, files: MigrationFiles): Promise<Applied> {
  const engine = await openEngine(ownerUrl, files)
  try {
    // The engine's lock, taken early on its session: a row that another process works on must not be "repaired".
    await engine.pool.query('select pg_advisory_lock($1)', [ENGINE_LOCK])
    const retried = await freeFailed(engine, files)
    const applied = await applyAll(engine, files)
    await engine.pool.query(COVER_CANARIES)
    return { applied, retried }
  } finally {
    await engine.close()
  }
}

/** Records by hand how a migration outside a transaction ended, after a person has repaired the database. */
export async function resolveMigration(
  ownerUrl: string,
  files: MigrationFiles,
  { name, as }: { readonly name: string; readonly as: 'applied' | 'rolled-back' },
): Promise<void> {
  const opened = await openEngine(ownerUrl, files)
  try {
    if (as === 'rolled-back') await opened.engine.markMigrationRolledBack({ migrationName: name })
    else
      await opened.engine.markMigrationApplied({ migrationName: name, migrationsList: readMigrations(files) })
  } finally {
    await opened.close()
  }
}
