import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Scope } from '#lib/core/scope.ts'
import type { Database } from '#lib/infra/db/index.ts'
import { Archive } from './archive.ts'
import { exportFile } from './export-place.ts'
import type { ExportManifest } from './schemas.ts'
import { EXCLUDED, writeTables } from './write-export.ts'

/** The tables of a tenant as one archive. */
export interface TablesArchive {
  readonly database: Database
  /** The tenant whose rows are written. */
  readonly scope: Extract<Scope, { kind: 'tenant' }>
  /** Where archives lie. */
  readonly folder: string
  readonly exportId: string
  /** Characters of rows after which it is closed, whatever is missing. */
  readonly most: number
  readonly about: Pick<ExportManifest, 'schemaVersion' | 'tenant' | 'madeAt' | 'madeBy'>
}

/**
 * Writes the archive of an export with the tables of its tenant alone, in the place of the one before. For the canary check,
 * which makes one anew each time: what a tenant is given of its tables is then looked at as often as every other surface.
 * Metrics and the audit chain, which the engine and the list of entries show, are read there. Where the wall is down these are
 * the rows of everybody: it stops at what a reader searches, so that no check fills the disk. Rejects when it cannot be written, and
 * leaves none then: the one before says nothing about the database of now.
 */
export async function writeTablesArchive(parts: TablesArchive): Promise<{ bytes: number; digest: string }> {
  const { folder, exportId } = parts
  const [target, work] = [exportFile(folder, exportId), join(folder, `${exportId}.work`)]
  try {
    return await write(parts, target, work)
  } catch (error) {
    for (const path of [target, `${target}.partial`, work]) await rm(path, { recursive: true, force: true })
    throw error
  }
}

async function write(
  { database, scope, folder, most, about }: TablesArchive,
  target: string,
  work: string,
): Promise<{ bytes: number; digest: string }> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const archive = new Archive(work)
  await archive.begin()
  await writeTables(archive, { database, scope, most, note: async () => await Promise.resolve() })
  return await archive.finish(
    {
      format: 1,
      product: 'bailiwick',
      ...about,
      approvedBy: null,
      excluded: EXCLUDED.map((one) => ({ ...one })),
    },
    target,
    `bailiwick-export-${scope.tenantId}`,
  )
}
