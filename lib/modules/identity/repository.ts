import type { Prisma } from '#prisma'
import type { Owner, Scope } from '#lib/core/scope.ts'
import { findPolicies, type ScopeAbove, type SignInPolicy } from '#lib/infra/auth/sign-in-policy.ts'
import type { Database, Tx } from '#lib/infra/db/index.ts'

/* What admins keep: providers, domains, policies. A scope changes its own, never those below it. */

/** The owner columns alone, without what else an object may carry. */
export const columnsOf = ({
  platformId,
  tenantId,
}: Owner): { platformId: string | null; tenantId: string | null } => ({
  platformId,
  tenantId,
})

const PROVIDER = {
  id: true,
  platformId: true,
  tenantId: true,
  kind: true,
  name: true,
  state: true,
  settings: true,
  makerUntil: true,
  clientSecret: true,
  mapping: true,
  defaultRole: true,
  mappingSetAt: true,
  defaultSetAt: true,
  createdAt: true,
  updatedAt: true,
} as const

/** A provider as it is stored. */
export type ProviderRow = NonNullable<Awaited<ReturnType<typeof findProvider>>>

/** What of a provider is written. */
export interface ProviderData {
  readonly name: string
  readonly settings: Prisma.InputJsonValue
  readonly mapping: Prisma.InputJsonValue
  readonly defaultRole: string | null
  /** When the role of everybody else was last changed; each line of the mapping carries its own moment. */
  readonly defaultSetAt: Date
  readonly clientSecret: Uint8Array<ArrayBuffer> | null
  /** The scope above the provider's own that wrote the settings; null for its own. */
  readonly settingsFrom: ScopeAbove | null
  /** The end of the role of whoever answers for the settings; null for one that lasts. */
  readonly makerUntil: Date | null
  readonly updatedAt: Date
}

/** Inserts a provider. */
export const insertProvider = async (
  tx: Tx,
  row: ProviderData & { readonly id: string; readonly owner: Owner; readonly kind: string },
) => {
  const { owner, ...data } = row
  return await tx.identityProvider.create({
    data: { ...data, ...columnsOf(owner), createdAt: row.updatedAt },
    select: PROVIDER,
  })
}

/** A provider of exactly this owner, or null; removed ones are gone. */
export const findProvider = async (tx: Tx, owner: Owner, id: string) =>
  await tx.identityProvider.findFirst({
    where: { id, ...columnsOf(owner), state: { not: 'removed' } },
    select: PROVIDER,
  })

/**
 * Holds a provider until the transaction ends, then reads it as `findProvider` does: of two changes at once the second one
 * begins with what the first one left. Lets rows that refer to it be inserted meanwhile.
 */
export async function holdProvider(tx: Tx, owner: Owner, id: string) {
  await tx.$queryRaw`select 1 from identity_provider where id = ${id}::uuid for no key update`
  return await findProvider(tx, owner, id)
}

/** The providers of exactly this owner, oldest first. */
export const findProviders = async (tx: Tx, owner: Owner) =>
  await tx.identityProvider.findMany({
    where: { ...columnsOf(owner), state: { not: 'removed' } },
    orderBy: { id: 'asc' },
    take: 100,
    select: PROVIDER,
  })

/** Changes a provider. */
export const changeProvider = async (
  tx: Tx,
  id: string,
  data: Partial<ProviderData> & { readonly state?: string; readonly updatedAt: Date },
) => await tx.identityProvider.update({ where: { id }, data, select: PROVIDER })

/** How many accounts came by each of these providers. */
export async function countAccounts(
  tx: Tx,
  providerIds: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const rows = await tx.federatedAccount.groupBy({
    by: ['providerId'],
    where: { providerId: { in: [...providerIds] } },
    _count: true,
  })
  return new Map(rows.map((row) => [row.providerId, row._count]))
}

/** Takes every role that the groups of a provider gave; returns how many. */
export const deleteBindingsOf = async (tx: Tx, providerId: string): Promise<number> =>
  (await tx.roleBinding.deleteMany({ where: { providerId } })).count

const DOMAIN = { id: true, domain: true, token: true, createdAt: true, verifiedAt: true } as const

/** A domain as it is stored. */
export type DomainRow = NonNullable<Awaited<ReturnType<typeof findDomain>>>

/** Inserts a claim of a domain; a second one of the same owner is a `conflict`. */
export const insertDomain = async (
  tx: Tx,
  {
    owner,
    ...row
  }: { readonly owner: Owner; readonly domain: string; readonly token: string; readonly createdAt: Date },
) => await tx.emailDomain.create({ data: { ...row, ...columnsOf(owner) }, select: DOMAIN })

/** A domain of exactly this owner, or null. */
export const findDomain = async (tx: Tx, owner: Owner, id: string) =>
  await tx.emailDomain.findFirst({ where: { id, ...columnsOf(owner) }, select: DOMAIN })

/** The domains of exactly this owner, by name. */
export const findDomains = async (tx: Tx, owner: Owner) =>
  await tx.emailDomain.findMany({
    where: columnsOf(owner),
    orderBy: { domain: 'asc' },
    take: 200,
    select: DOMAIN,
  })

/** Notes when a domain was proved. */
export const markVerified = async (tx: Tx, id: string, verifiedAt: Date) =>
  await tx.emailDomain.update({ where: { id }, data: { verifiedAt }, select: DOMAIN })

/** Removes a domain. */
export const deleteDomain = async (tx: Tx, id: string): Promise<void> => {
  await tx.emailDomain.delete({ where: { id }, select: { id: true } })
}

/** Makes an owner the one of a domain, as `auth`; false when it belongs to somebody else. */
export async function takeDomain(
  auth: Tx,
  { id, domain, owner }: { readonly id: string; readonly domain: string; readonly owner: Owner },
): Promise<boolean> {
  await auth.verifiedDomain.createMany({
    data: { domain, emailDomainId: id, ...columnsOf(owner) },
    skipDuplicates: true,
  })
  return (await auth.verifiedDomain.count({ where: { domain, emailDomainId: id } })) === 1
}

/** Gives a domain back, as `auth`. */
export const giveDomainBack = async (auth: Tx, id: string): Promise<void> => {
  await auth.verifiedDomain.deleteMany({ where: { emailDomainId: id } })
}

const POLICY = {
  id: true,
  requireFactor: true,
  signOnOnly: true,
  factorFrom: true,
  signOnFrom: true,
} as const

/** The policy of exactly this owner; null where none was set. */
export const findPolicy = async (tx: Tx, owner: Owner) =>
  await tx.signInPolicy.findFirst({ where: columnsOf(owner), select: POLICY })

/** What a scope asks for itself, and which scope above requires it of this one alone. */
export interface PolicyData {
  readonly requireFactor: boolean
  readonly signOnOnly: boolean
  readonly factorFrom: ScopeAbove | null
  readonly signOnFrom: ScopeAbove | null
}

/**
 * The policy of exactly this owner, made where there is none, and held until the transaction ends: of two changes at once
 * the second one begins with what the first one left.
 */
export async function holdPolicy(tx: Tx, owner: Owner, now: Date) {
  const columns = columnsOf(owner)
  await tx.signInPolicy.createMany({ data: { ...columns, updatedAt: now }, skipDuplicates: true })
  const { id } = await tx.signInPolicy.findFirstOrThrow({ where: columns, select: { id: true } })
  await tx.$queryRaw`select 1 from sign_in_policy where id = ${id}::uuid for no key update`
  return await tx.signInPolicy.findUniqueOrThrow({ where: { id }, select: POLICY })
}

/** Changes a policy that is held. */
export async function changePolicy(
  tx: Tx,
  id: string,
  data: PolicyData & { readonly updatedAt: Date },
): Promise<void> {
  await tx.signInPolicy.update({ where: { id }, data, select: { id: true } })
}

/** The policies at and above a scope; only `auth` sees those above. */
export const readPolicies = async (database: Database, scope: Scope): Promise<readonly SignInPolicy[]> =>
  await database.asAuth(async (auth) => await findPolicies(auth, [{ role: 'viewer', scope }]))

/** The operator's list of private addresses that may be called. */
export const findAllowed = async (tx: Tx) =>
  await tx.outgoingAllow.findMany({ select: { cidr: true, port: true, platformId: true } })
