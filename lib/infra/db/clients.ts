import { PrismaPg } from '@prisma/adapter-pg'
import { PrismaClient } from '#prisma'
import { GuardedPool } from './guarded-pool.ts'
import { outliveCuts } from './pool.ts'
import { statementNames } from './statement-names.ts'

/** The login roles that running processes use for rows of the product; see `docs/architecture.md`. */
export type LoginRole = 'auth' | 'tenant' | 'staff'

/** One role's connections. */
export interface RoleClient {
  readonly prisma: PrismaClient
  readonly pool: GuardedPool
}

/** Connection strings by role. A process gets only those it needs. */
export type RoleUrls = Readonly<Partial<Record<LoginRole, string>>>

/** How many connections a process may hold per role, and how long a transaction may wait and last. */
export interface PoolLimits {
  readonly max?: number
  readonly maxWaitMs?: number
  readonly timeoutMs?: number
}

const DEFAULTS = { max: 5, maxWaitMs: 5000, timeoutMs: 15_000 }

/** Opens the client of one role. The options object is made fresh: a shared one once made transactions nest. */
export function openRole(url: string, name: string, limits: PoolLimits = {}): RoleClient {
  const { max, maxWaitMs, timeoutMs } = { ...DEFAULTS, ...limits }
  const pool = new GuardedPool({
    connectionString: url,
    max,
    application_name: name,
    connectionTimeoutMillis: maxWaitMs,
    keepAlive: true,
  })
  outliveCuts(pool)
  const prisma = new PrismaClient({
    adapter: new PrismaPg(pool, { statementNameGenerator: statementNames() }),
    transactionOptions: { maxWait: maxWaitMs, timeout: timeoutMs },
  })
  return { prisma, pool }
}
