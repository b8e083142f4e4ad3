import { rm } from 'node:fs/promises'
import type { Scope } from '#lib/core/scope.ts'
import type { Database } from '#lib/infra/db/index.ts'
import { Archive } from './archive.ts'
import { exportFile } from './export-place.ts'
import type { ExportManifest } from './schemas.ts'
import { EXCLUDED, writeTables } from './write-export.ts'

/** The job that writes one is given up after five minutes: what is older than this belongs to nobody. */
const SPARED_MS = 600_000

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
  const { database, scope, folder, exportId, most, about } = parts
  const target = exportFile(folder, exportId)
  try {
    return await Archive.within({ place: folder, exportId, sparedMs: SPARED_MS }, async (archive) => {
      await writeTables(archive, { database, scope, most, note: async () => await Promise.resolve() })
      const excluded = EXCLUDED.map((one) => ({ ...one }))
      const made = await archive.pack(
        { format: 1, product: 'bailiwick', ...about, approvedBy: null, excluded },
        `bailiwick-export-${scope.tenantId}`,
      )
      await archive.publish(target)
      return made
    })
  } catch (error) {
    await rm(target, { force: true })
    throw error
  }
}
