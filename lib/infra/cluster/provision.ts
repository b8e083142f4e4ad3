import { assertSameSecret } from './installation.ts'
import { applyMigrations, type Applied } from './migrations/apply.ts'
import type { MigrationFiles } from './migrations/files.ts'
import { migrateQueueSchema } from './queue-schema.ts'
import { rolePassword, roleUrl, type LoginRole } from './role-password.ts'
import { ensureDatabase, ensureRoles } from './roles.ts'
import { ensureLeakproofSearch } from './search-operators.ts'

/** Address of the installation's database for every login role. */
export type RoleAddresses = Readonly<Record<LoginRole, string>>

/** What to provision: a database, as whom, for which installation. */
export interface ProvisionOptions {
  /** Address of the database, with a login that may create roles and owns (or may create) the database. */
  readonly adminUrl: string
  /** The installation's secret, from which the passwords of the roles follow. */
  readonly secret: string
  /** The one beside it, while the secret is being replaced. */
  readonly secondSecret?: string | undefined
  readonly files: MigrationFiles
  /** True when BullMQ keeps its queues in Postgres. */
  readonly withQueue: boolean
}

/** What was done, and what this login could not do (in words for the operator). */
export interface Provisioned extends Applied {
  readonly addresses: RoleAddresses
  readonly lacking: readonly string[]
}

/** The addresses of all login roles on the database of `base`. */
export function roleAddresses(base: string, secret: string): RoleAddresses {
  const address = (role: LoginRole): string => roleUrl(base, role, rolePassword(secret, role))
  return {
    auth: address('auth'),
    owner: address('owner'),
    tenant: address('tenant'),
    staff: address('staff'),
    engine: address('engine'),
    jobs: address('jobs'),
    backup: address('backup'),
  }
}

/** Makes a database ready for the product: the secret it belongs to, roles, grants, our migrations, BullMQ's. Idempotent; runs on every start. */
export async function provisionDatabase(options: ProvisionOptions): Promise<Provisioned> {
  const { adminUrl, secret, files, withQueue } = options
  await ensureDatabase(adminUrl)
  await assertSameSecret(adminUrl, secret, options.secondSecret)
  const lacking = await ensureRoles(adminUrl, secret)
  const addresses = roleAddresses(adminUrl, secret)
  const applied = await applyMigrations(addresses.owner, files)
  if (withQueue) await migrateQueueSchema(addresses.owner)
  const slow = await ensureLeakproofSearch(adminUrl)
  return { ...applied, addresses, lacking: slow === undefined ? lacking : [...lacking, slow] }
}
