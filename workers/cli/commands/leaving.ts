import { resolve } from 'node:path'
import { platformId } from '#lib/core/ids.ts'
import { requestErasure, requestExport, verifyExport } from '#lib/modules/leaving/index.ts'
import { readId } from '../choose-scope.ts'
import type { Command, Console, CommandValues } from '../command.ts'
import { tenantId } from '#lib/core/ids.ts'

/** The platform of a tenant as a scope, in which the console acts on it. */
async function above(console: Console, values: CommandValues) {
  const scope = await console.findScope({ kind: 'tenant', id: tenantId(readId(values, 'tenant')) })
  if (scope.kind !== 'tenant') throw new Error('a tenant is no tenant')
  return await console.findScope({ kind: 'platform', id: platformId(scope.platformId) })
}

/** Asks for the whole data of a tenant as files. */
export const tenantExport: Command = {
  name: 'tenant export',
  summary: 'asks for the whole data of a tenant as files; its page shows when they are there',
  options: { tenant: { help: 'ID', required: true } },
  async run(console, values) {
    const made = await requestExport(console.contextIn(await above(console, values)), {
      tenantId: readId(values, 'tenant'),
    })
    return { json: { id: made.id, state: made.state }, lines: [`asked for the export ${made.id}`] }
  },
}

/** Erases a tenant. */
export const tenantErase: Command = {
  name: 'tenant erase',
  summary: 'erases a tenant for good; its name is the guard word',
  options: {
    tenant: { help: 'ID', required: true },
    name: { help: 'NAME', required: true },
    'without-export': { help: 'REASON', required: false },
  },
  async run(console, values) {
    const withoutExport = values['without-export']
    const made = await requestErasure(console.contextIn(await above(console, values)), {
      tenantId: readId(values, 'tenant'),
      name: values['name'] ?? '',
      ...(withoutExport === undefined ? {} : { withoutExport }),
    })
    return { json: { id: made.id, state: made.state }, lines: [`the erasure ${made.id} is under way`] }
  },
}

/** Checks the archive of an export against the manifest in it. */
export const tenantVerifyExport: Command = {
  name: 'tenant verify-export',
  summary:
    'checks the archive of an export: every file, every digest, every number of rows; exits 1 when one differs',
  options: {},
  positional: 'FILE',
  async run(_console, { FILE: file = '' }) {
    const { ok, files, rows, faults, manifest } = await verifyExport(resolve(file))
    return {
      json: { ok, files, rows, digest: manifest.digest, faults: [...faults] },
      lines: ok
        ? [`${files} files with ${rows} rows are as the manifest says, digest ${manifest.digest}`]
        : faults,
      exitCode: ok ? 0 : 1,
    }
  },
}
