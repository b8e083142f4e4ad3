import type { Tx } from '#lib/infra/db/index.ts'
import { literally } from './domain/scope-search.ts'

/** A page of scopes: what their names contain, behind which one it begins, and how many it has at most. */
export interface ScopePage<Place> {
  readonly words: readonly string[]
  readonly behind: Place | null
  readonly take: number
}

/** What a platform is placed by: our own comes last. */
export interface PlatformPlace {
  readonly name: string
  readonly isSelf: boolean
}

/** What a tenant is placed by. */
export interface TenantPlace {
  readonly platformName: string
  readonly name: string
}

const PLATFORM = { id: true, name: true, isSelf: true } as const
const TENANT = { id: true, name: true, platformId: true, platform: { select: { name: true } } } as const

const has = (word: string) => ({ contains: literally(word), mode: 'insensitive' as const })

/** Platforms in scope by name, our own last. */
export async function findScopePlatforms(tx: Tx, { words, behind, take }: ScopePage<PlatformPlace>) {
  const after =
    behind === null
      ? {}
      : {
          OR: [
            { isSelf: behind.isSelf, name: { gt: behind.name } },
            ...(behind.isSelf ? [] : [{ isSelf: true }]),
          ],
        }
  return await tx.platform.findMany({
    where: { AND: [...words.map((word) => ({ name: has(word) })), after] },
    orderBy: [{ isSelf: 'asc' }, { name: 'asc' }],
    take,
    select: PLATFORM,
  })
}

/** Tenants in scope by platform and name; the name of its platform finds a tenant, too. */
export async function findScopeTenants(tx: Tx, { words, behind, take }: ScopePage<TenantPlace>) {
  const after =
    behind === null
      ? {}
      : {
          OR: [
            { platform: { name: { gt: behind.platformName } } },
            { platform: { name: behind.platformName }, name: { gt: behind.name } },
          ],
        }
  return await tx.tenant.findMany({
    where: {
      AND: [
        ...words.map((word) => ({ OR: [{ name: has(word) }, { platform: { name: has(word) } }] })),
        after,
      ],
    },
    orderBy: [{ platform: { name: 'asc' } }, { name: 'asc' }],
    take,
    select: TENANT,
  })
}

/** The platforms in scope with these ids. */
export const findPlatformsById = async (tx: Tx, ids: readonly string[]) =>
  await tx.platform.findMany({
    where: { id: { in: [...ids] } },
    orderBy: [{ isSelf: 'asc' }, { name: 'asc' }],
    select: PLATFORM,
  })

/** The tenants in scope with these ids. */
export const findTenantsById = async (tx: Tx, ids: readonly string[]) =>
  await tx.tenant.findMany({
    where: { id: { in: [...ids] } },
    orderBy: [{ platform: { name: 'asc' } }, { name: 'asc' }],
    select: TENANT,
  })
