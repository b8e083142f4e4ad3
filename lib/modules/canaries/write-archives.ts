import { CANARY_NAMES, CANARY_PLATFORM_ID, canaryId, canaryTenantId } from '#lib/core/canary.ts'
import type { Database } from '#lib/infra/db/index.ts'
import type { Logger } from '#lib/infra/telemetry/logger.ts'
import { exportFolder, writeTablesArchive } from '#lib/modules/leaving/index.ts'
import { MOST_SEARCHED, type Markers } from './domain/judge.ts'
import type { CanaryArchive } from './repository.ts'

/** What writing the archives needs. */
export interface ArchiveParts {
  readonly database: Database
  readonly log: Logger
  readonly markers: Markers
  readonly schemaVersion: string
  readonly now: Date
}

/**
 * Writes the archive of each canary anew, from what the database gives it. One that cannot be written is missing from the
 * answer and from the disk: the reading of its surface fails, and the others are read all the same.
 */
export async function writeArchives({ log, now, ...parts }: ArchiveParts): Promise<CanaryArchive[]> {
  const { database, markers, schemaVersion } = parts
  const written: CanaryArchive[] = []
  for (const name of CANARY_NAMES) {
    const tenantId = canaryTenantId(name)
    try {
      const made = await writeTablesArchive({
        database,
        scope: { kind: 'tenant', platformId: CANARY_PLATFORM_ID, tenantId },
        folder: exportFolder(),
        exportId: canaryId(name, 'export'),
        most: MOST_SEARCHED,
        about: {
          schemaVersion,
          tenant: { id: tenantId, name: markers[name], platform: CANARY_PLATFORM_ID },
          madeAt: now.toISOString(),
          madeBy: 'canary check',
        },
      })
      written.push({ name, ...made })
    } catch (error) {
      log.error({ err: error, canary: name }, 'the archive of a canary could not be written')
    }
  }
  return written
}
