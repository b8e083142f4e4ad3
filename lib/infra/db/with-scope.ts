import type { Prisma } from '#prisma'
import type { MemberId } from '#lib/core/ids.ts'
import type { Scope } from '#lib/core/scope.ts'
import { openRole, type PoolLimits, type RoleClient, type RoleUrls } from './clients.ts'
import { lookingAsTenant } from '#lib/core/errors.ts'
import { isWriteInReadOnly, mapDatabaseError } from './errors.ts'
import { withSnapshot, type SnapshotReader } from './snapshot.ts'

/** What business code gets: the models and tagged raw SQL inside one transaction of one scope, nothing else. */
export type Tx = Omit<Prisma.TransactionClient, '$queryRawUnsafe' | '$executeRawUnsafe' | '$extends'>

/** How a transaction is to run. */
export interface ScopeOptions {
  /** The database refuses every write, e.g. for "view as tenant". */
  readonly readOnly?: boolean
  /** Somebody looks as the tenant: read-only, and a write is refused in these words instead of as a fault of ours. */
  readonly viewAs?: boolean
  /** The member who acts; rows about oneself are visible through it. */
  readonly memberId?: MemberId | undefined
}

/** The scoped database of a process: the only door to rows of the product. */
export interface Database {
  /** Runs `fn` in one transaction that sees exactly `scope`; commits when it resolves, rolls back when it throws. */
  withScope<T>(scope: Scope, fn: (tx: Tx) => Promise<T>, options?: ScopeOptions): Promise<T>
  /** Runs `fn` as the role `auth`, which finds sessions, keys and invitations before a scope is known. */
  asAuth<T>(fn: (tx: Tx) => Promise<T>): Promise<T>
  /** Reads whole tables of one tenant as they are at one moment, as the role `tenant`; see `withSnapshot`. */
  snapshot<T>(scope: Scope, fn: (reader: SnapshotReader) => Promise<T>): Promise<T>
  /** The clients by role: for health checks and tests, never for rows. */
  readonly roles: Readonly<Partial<Record<'auth' | 'tenant' | 'staff', RoleClient>>>
  /** Closes every connection. */
  close(): Promise<void>
}

interface Settings {
  readonly tenant: string
  readonly platform: string
  readonly operator: string
}

function settingsOf(scope: Scope): Settings {
  switch (scope.kind) {
    case 'operator':
      return { tenant: '', platform: '', operator: 'on' }
    case 'platform':
      return { tenant: '', platform: scope.platformId, operator: '' }
    case 'tenant':
      return { tenant: scope.tenantId, platform: '', operator: '' }
  }
}

/** Thrown when a pooled connection still carries a scope: a bug that must stop the request, whatever the policies say. */
class LeakedScopeError extends Error {
  override name = 'LeakedScopeError'
}

async function enterScope(tx: Tx, scope: Scope, options: ScopeOptions): Promise<void> {
  const { tenant, platform, operator } = settingsOf(scope)
  // One round trip. `true`: until the end of this transaction only, so that the connection goes back without a scope.
  const [before] = await tx.$queryRaw<{ left_over: string }[]>`
    select concat(current_setting('app.tenant_id', true), current_setting('app.platform_id', true),
                  current_setting('app.operator', true), current_setting('app.member_id', true)) as left_over,
           set_config('app.tenant_id', ${tenant}, true), set_config('app.platform_id', ${platform}, true),
           set_config('app.operator', ${operator}, true), set_config('app.member_id', ${options.memberId ?? ''}, true)`
  if (before === undefined || before.left_over !== '')
    throw new LeakedScopeError('a pooled connection carried a scope')
  if (options.readOnly === true || options.viewAs === true) await tx.$executeRaw`set transaction read only`
}

/** Opens the scoped database of this process. Roles without a URL are refused when they are first needed. */
export function openDatabase(urls: RoleUrls, name: string, limits: PoolLimits = {}): Database {
  const open = (role: 'auth' | 'tenant' | 'staff'): RoleClient | undefined => {
    const url = urls[role]
    return url === undefined ? undefined : openRole(url, `${name}:${role}`, limits)
  }
  const roles = { auth: open('auth'), tenant: open('tenant'), staff: open('staff') }
  const clientOf = (role: 'auth' | 'tenant' | 'staff'): RoleClient => {
    const client = roles[role]
    if (client === undefined) throw new Error(`this process has no connection as ${role}`)
    return client
  }
  const run = async <T>(
    client: RoleClient,
    fn: (tx: Tx) => Promise<T>,
    { viewAs = false }: ScopeOptions = {},
  ): Promise<T> => {
    try {
      return await client.prisma.$transaction(async (tx) => await fn(tx))
    } catch (error) {
      throw viewAs && isWriteInReadOnly(error) ? lookingAsTenant() : mapDatabaseError(error)
    }
  }
  return {
    roles: Object.fromEntries(Object.entries(roles).filter(([, client]) => client !== undefined)),
    async withScope<T>(scope: Scope, fn: (tx: Tx) => Promise<T>, options: ScopeOptions = {}) {
      const enterAndRun = async (tx: Tx): Promise<T> => {
        await enterScope(tx, scope, options)
        return await fn(tx)
      }
      return await run(clientOf(scope.kind === 'tenant' ? 'tenant' : 'staff'), enterAndRun, options)
    },
    async snapshot(scope, fn) {
      if (scope.kind !== 'tenant') throw new Error('a snapshot is that of one tenant')
      return await withSnapshot(clientOf('tenant').pool, scope.tenantId, fn)
    },
    async asAuth(fn) {
      return await run(clientOf('auth'), fn)
    },
    async close() {
      for (const client of Object.values(roles)) {
        if (client === undefined) continue
        await client.prisma.$disconnect()
        await client.pool.end()
      }
    },
  }
}
