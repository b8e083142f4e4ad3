import { join } from 'node:path'
import { config } from '#lib/infra/config/index.ts'

/** Days for which a finished archive can be downloaded. */
export const EXPORT_DAYS = 7

/** Where archives lie: `EXPORT_DIR`, else in the state directory. Web and jobs have to see the same one. */
export const exportFolder = (): string => {
  const { EXPORT_DIR, BAILIWICK_STATE_DIR } = config()
  return EXPORT_DIR ?? join(BAILIWICK_STATE_DIR ?? '.', 'exports')
}

/** The file of an export. Its name is its id, so that it says nothing about whose it is. */
export const exportFile = (folder: string, exportId: string): string => join(folder, `${exportId}.tar.gz`)
