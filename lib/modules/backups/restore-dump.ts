import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { DomainError, invalidField } from '#lib/core/errors.ts'
import { openPool } from '#lib/infra/db/index.ts'
import { parseInput } from '#lib/infra/http/parse-input.ts'
import { connectionOf, runTool, toolVersion } from './dump-tool.ts'
import { countRows } from './repository.ts'
import { manifest, type Manifest } from './schemas.ts'

/** A dump and the empty database that it goes into. */
export interface RestoreDumpInput {
  /** The dump; its manifest stands beside it with the ending `.json`. */
  readonly file: string
  /** Address of an empty database, as a role that may create what is in the dump. The login roles exist already. */
  readonly url: string
}

/** A table whose rows are not those of the manifest. */
export interface RowDifference {
  readonly table: string
  readonly expected: number
  readonly found: number
}

/** What a restore gave. */
export interface Restored {
  readonly manifest: Manifest
  readonly tables: number
  readonly rows: number
  /** Empty when every table holds the rows of the manifest. */
  readonly differences: readonly RowDifference[]
}

/**
 * Restores a dump into an empty database in one transaction and compares every table with the manifest. Throws
 * `invalid_input` for a dump that is not the one of its manifest and `precondition_failed` when the tool failed; the
 * database is then as empty as before.
 */
export async function restoreDump(input: RestoreDumpInput): Promise<Restored> {
  const expected = await readManifest(input.file)
  await toolVersion('pg_restore')
  const { name, env } = connectionOf(input.url)
  const { code, stderr } = await runTool(
    'pg_restore',
    ['--single-transaction', '--exit-on-error', `--dbname=${name}`, input.file],
    env,
  )
  if (code !== 0)
    throw new DomainError(
      'precondition_failed',
      `pg_restore failed (${code}): ${stderr.trim().split('\n')[0] ?? ''}`,
    )
  const pool = openPool(input.url, 'restore', 1)
  try {
    const { rows } = await countRows(pool)
    return {
      manifest: expected,
      tables: Object.keys(rows).length,
      rows: Object.values(rows).reduce((sum, count) => sum + count, 0),
      differences: compareRows(expected.rows, rows),
    }
  } finally {
    await pool.end()
  }
}

/** The tables whose rows differ, in either direction; a table that is absent has none. */
export function compareRows(
  expected: Readonly<Record<string, number>>,
  found: Readonly<Record<string, number>>,
): RowDifference[] {
  const tables = [...new Set([...Object.keys(expected), ...Object.keys(found)])].toSorted()
  return tables
    .map((table) => ({ table, expected: expected[table] ?? 0, found: found[table] ?? 0 }))
    .filter((row) => row.expected !== row.found)
}

async function readManifest(file: string): Promise<Manifest> {
  if (!file.endsWith('.dump')) throw invalidField('FILE', 'the dump itself, a file that ends in .dump')
  const beside = file.replace(/\.dump$/, '.json')
  const text = await readFile(beside, 'utf8').catch(() => {
    throw invalidField('FILE', `its manifest ${beside} cannot be read; it belongs beside the dump`)
  })
  const parsed = parseInput(manifest, JSON.parse(text))
  const hash = createHash('sha256')
  try {
    for await (const chunk of createReadStream(file)) hash.update(Buffer.from(chunk))
  } catch {
    throw invalidField('FILE', `${file} cannot be read`)
  }
  if (hash.digest('hex') !== parsed.sha256) {
    throw invalidField('FILE', 'it is not the file that its manifest describes: the SHA-256 differs')
  }
  return parsed
}
