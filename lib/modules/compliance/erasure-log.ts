import { open, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { DomainError } from '#lib/core/errors.ts'
import { config } from '#lib/infra/config/index.ts'
import { tombstone, type Tombstone } from './schemas.ts'

/** The file of tombstones: `ERASURE_LOG`, else beside the other state of the installation. */
export function erasureLog(): string {
  const { ERASURE_LOG: given, BAILIWICK_STATE_DIR: state } = config()
  if (given !== undefined) return given
  if (state !== undefined) return join(state, 'erasures.jsonl')
  throw new DomainError(
    'precondition_failed',
    'Set ERASURE_LOG to a file outside of the database: without it a restored backup would bring the person back.',
  )
}

/** Adds a tombstone; it is on the disk when this returns. */
export async function writeTombstone(path: string, stone: Tombstone): Promise<void> {
  const file = await open(path, 'a', 0o600)
  try {
    await file.appendFile(`${JSON.stringify(stone)}\n`)
    await file.sync()
  } finally {
    await file.close()
  }
}

/** Every tombstone; none when there is no file. Throws for a line that is none: the file must not be cut unseen. */
export async function readTombstones(path: string): Promise<Tombstone[]> {
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return ''
    throw error
  })
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => tombstone.parse(JSON.parse(line)))
}
