import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { rolePassword } from '#lib/infra/cluster/role-password.ts'
import type { Installation } from '#testing/processes.ts'

/** The address of the embedded database of an installation, as one of the roles of its processes. */
export function databaseUrl({ dataDirectory }: Installation, role: 'auth' | 'owner' | 'staff'): string {
  const [file = ''] = globSync('**/postmaster.pid', { cwd: dataDirectory })
  const port = readFileSync(join(dataDirectory, file), 'utf8').split('\n')[3]?.trim() ?? ''
  const secret = readFileSync(join(dataDirectory, 'secret'), 'utf8').trim()
  return `postgres://${role}:${rolePassword(secret, role)}@127.0.0.1:${port}/bailiwick`
}
