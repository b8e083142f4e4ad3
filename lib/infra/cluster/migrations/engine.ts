import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { PrismaPg } from '@prisma/adapter-pg'
import {
  bindMigrationAwareSqlAdapterFactory,
  ColumnTypeEnum,
  DriverAdapterError,
} from '@prisma/driver-adapter-utils'
import * as glue from '@prisma/schema-engine-wasm/schema_engine_bg'
import { DatabaseError, type Pool } from 'pg'
import { openCatalogPool } from './catalog-pool.ts'
import { controlsTransaction, readSchema, runsOutsideTransaction, type MigrationFiles } from './files.ts'

/** Prisma's schema engine on one database. */
export interface Engine {
  readonly engine: glue.SchemaEngine
  readonly pool: Pool
  close(): Promise<void>
}

/** Nothing is left out of comparisons; every method of the engine asks for it. */
export const FILTERS: glue.SchemaFilter = { externalTables: [], externalEnums: [] }

const NO_DETAILS = { detail: undefined, column: undefined, hint: undefined }

/** The catalog columns of the type `"char"` that the engine reads; it wants them as characters, not as text. */
const CHARACTER_COLUMNS: ReadonlySet<string> = new Set(['constraint_type', 'confdeltype', 'confupdtype'])

/** The engine's lock timer runs 10 s past the end of the work; it must not keep a process alive. */
const setTimeoutUnref = (callback: () => void, ms: number): NodeJS.Timeout => setTimeout(callback, ms).unref()

/**
 * Loads the engine as WebAssembly: no binary is downloaded, nothing is spawned. By hand, because the package's own
 * entry imports the .wasm as a module, which Node does only behind a flag.
 */
async function loadEngine(): Promise<void> {
  const code = createRequire(import.meta.url)
    .resolve('@prisma/schema-engine-wasm/schema_engine_bg')
    .replace(/\.js$/, '.wasm')
  const imports: WebAssembly.ModuleImports = {}
  for (const [name, value] of Object.entries(glue)) {
    if (typeof value === 'function')
      imports[name] = name.startsWith('__wbg_setTimeout') ? setTimeoutUnref : value
  }
  const { instance } = await WebAssembly.instantiate(readFileSync(code), { './schema_engine_bg.js': imports })
  // Where the engine leaves the reason of a fault inside it, before it ends with a bare "unreachable".
  Object.assign(globalThis, {
    PRISMA_WASM_PANIC_REGISTRY: {
      set_message: (text: string) => process.stderr.write(`schema engine: ${text}\n`),
    },
  })
  const { __wbg_set_wasm: connect } = glue
  connect(instance.exports)
  const start = instance.exports['__wbindgen_start']
  if (typeof start !== 'function') throw new TypeError('@prisma/schema-engine-wasm has no __wbindgen_start')
  Reflect.apply(start, undefined, [])
}

let loaded: Promise<void> | undefined

/**
 * Marks the migration as finished in the transaction that ran it. The engine writes that mark only afterwards, and a
 * crash in between would leave a migration that is applied but recorded as failed. So an unfinished row always means
 * that nothing was applied.
 */
const withMark = (script: string): string => {
  const checksum = createHash('sha256').update(script).digest('hex')
  return `${script}\n;update "_prisma_migrations" set "finished_at" = now()
    where "checksum" = '${checksum}' and "finished_at" is null and "rolled_back_at" is null`
}

/**
 * A database error with its own words. Under its own SQLSTATE the engine would put words of its own in their place, and
 * "column not found" does not say in which line.
 */
function inItsOwnWords(error: DatabaseError, script: string): DriverAdapterError {
  const line =
    error.position === undefined ? [] : [`line ${script.slice(0, Number(error.position)).split('\n').length}`]
  const state = error.code === undefined ? [] : [`SQLSTATE ${error.code}`]
  const words = [error.message, error.detail, error.hint].filter((text) => text !== undefined).join('; ')
  return refusal(`${words} (${[...line, ...state].join(', ')})`)
}

const refusal = (message: string): DriverAdapterError =>
  new DriverAdapterError({ kind: 'postgres', code: 'XX000', severity: 'ERROR', message, ...NO_DETAILS })

/**
 * The adapter's own version cuts a script at every ";" and runs the pieces one by one: function bodies break, and half
 * a migration stays behind. One message instead is one implicit transaction. It returns nothing: the engine refuses
 * any value, and would do so after the commit.
 */
async function executeScript(pool: Pool, script: string): Promise<void> {
  if (controlsTransaction(script)) throw refusal('transaction control (commit, rollback) in a migration')
  try {
    await pool.query(runsOutsideTransaction(script) ? script : withMark(script))
  } catch (error) {
    throw error instanceof DatabaseError ? inItsOwnWords(error, script) : error
  }
}

class MigrationAdapter extends PrismaPg {
  readonly #pool: Pool

  constructor(pool: Pool) {
    super(pool)
    this.#pool = pool
  }

  override async connect(): ReturnType<PrismaPg['connect']> {
    const adapter = await super.connect()
    adapter.executeScript = async (script) => {
      await executeScript(this.#pool, script)
    }
    const queryRaw = adapter.queryRaw.bind(adapter)
    adapter.queryRaw = async (query) => {
      const found = await queryRaw(query)
      for (const [at, name] of found.columnNames.entries()) {
        if (CHARACTER_COLUMNS.has(name)) found.columnTypes[at] = ColumnTypeEnum.Character
      }
      return found
    }
    return adapter
  }

  /** Never the inherited one: given a connection string it creates a database and then works in the real one. */
  override async connectToShadowDb(): ReturnType<PrismaPg['connect']> {
    return await Promise.reject(new Error('the shadow database is not used: see withScratchDatabase'))
  }
}

/** Opens an engine on the database of `url`. Throws when the database cannot be reached or the schema files are faulty. */
export async function openEngine(url: string, files: MigrationFiles): Promise<Engine> {
  loaded ??= loadEngine()
  await loaded
  const pool = openCatalogPool(url)
  const datamodels = readSchema(files).files.map((file): [string, string] => [file.path, file.content])
  try {
    const adapter = bindMigrationAwareSqlAdapterFactory(new MigrationAdapter(pool))
    const engine = await glue.SchemaEngine.new({ datamodels }, () => undefined, adapter)
    return {
      engine,
      pool,
      async close() {
        engine.free()
        await pool.end()
      },
    }
  } catch (error) {
    await pool.end()
    throw error
  }
}
