import packageJson from '../../../package.json' with { type: 'json' }
import { operatorScope } from '#lib/core/scope.ts'
import { required } from '#lib/infra/config/index.ts'
import { takeDump } from '#lib/modules/backups/index.ts'
import type { Command } from '../command.ts'

/** Writes a dump of the whole installation. */
export const backup: Command = {
  name: 'backup',
  summary: 'writes a dump of the database and its manifest into a folder',
  options: {},
  positional: 'DIR',
  async run(console, { DIR: directory = '' }) {
    const dump = await takeDump(console.contextIn(operatorScope), {
      directory,
      url: required('DB_URL_BACKUP'),
      productVersion: packageJson.version,
    })
    return {
      json: { path: dump.path, bytes: dump.bytes, sha256: dump.sha256, takenAt: dump.takenAt },
      lines: [
        `wrote ${dump.path} (${dump.bytes} bytes) and its manifest`,
        "Keep the installation's secret apart from it: without it sealed secrets cannot be read.",
      ],
    }
  },
}
