import type { Tx } from '#lib/infra/db/index.ts'

/* What happened lately and what ends soon; a few rows each, newest or soonest first. */

const OWNER = { platformId: true, tenantId: true } as const

/** Incidents that were opened, and those that were resolved, since `since`. */
export async function findIncidentNews(tx: Tx, since: Date, take: number) {
  const select = {
    id: true,
    code: true,
    title: true,
    severity: true,
    openedAt: true,
    resolvedAt: true,
    ...OWNER,
  }
  return {
    opened: await tx.incident.findMany({
      where: { openedAt: { gte: since } },
      orderBy: { openedAt: 'desc' },
      take,
      select,
    }),
    resolved: await tx.incident.findMany({
      where: { resolvedAt: { gte: since } },
      orderBy: { resolvedAt: 'desc' },
      take,
      select,
    }),
  }
}

/** Services whose state is newer than `since`; `made` tells those that are themselves. */
export const findServiceNews = async (tx: Tx, since: Date, take: number) =>
  await tx.service.findMany({
    where: { stateSince: { gte: since } },
    orderBy: { stateSince: 'desc' },
    take,
    select: { id: true, name: true, state: true, reason: true, stateSince: true, createdAt: true, ...OWNER },
  })

/** Shared services whose state, as a tenant is told of it, is newer than `since`. */
export const findSharedNews = async (tx: Tx, since: Date, take: number) =>
  await tx.tenantServiceState.findMany({
    where: { since: { gte: since } },
    orderBy: { since: 'desc' },
    take,
    select: { serviceId: true, name: true, state: true, words: true, since: true },
  })

/** Rules that were made or changed since `since`. */
export const findRuleNews = async (tx: Tx, since: Date, take: number) =>
  await tx.rule.findMany({
    where: { updatedAt: { gte: since } },
    orderBy: { updatedAt: 'desc' },
    take,
    select: { id: true, name: true, version: true, enabled: true, updatedAt: true, ...OWNER },
  })

/** Sources that were made, rotated or revoked since `since`. */
export const findSourceNews = async (tx: Tx, since: Date, take: number) =>
  await tx.source.findMany({
    where: {
      OR: [{ createdAt: { gte: since } }, { rotatedAt: { gte: since } }, { revokedAt: { gte: since } }],
    },
    orderBy: { id: 'desc' },
    take,
    select: { id: true, name: true, createdAt: true, rotatedAt: true, revokedAt: true, ...OWNER },
  })

/** Entries of the audit chains with one of these actions since `since`; what they tell stays sealed. */
export const findAuditNews = async (tx: Tx, actions: readonly string[], since: Date, take: number) =>
  await tx.auditEntry.findMany({
    where: { at: { gte: since }, action: { in: [...actions] } },
    orderBy: [{ at: 'desc' }, { chain: 'asc' }, { seq: 'desc' }],
    take,
    select: { chain: true, seq: true, at: true, action: true, targetKind: true, targetId: true, ...OWNER },
  })

/** Sources that still count as reporting and last sent before `before`. */
export const findQuietSources = async (tx: Tx, since: Date, before: Date, take: number) =>
  await tx.source.findMany({
    where: { revokedAt: null, endedAt: null, lastUsedAt: { gt: since, lte: before } },
    orderBy: { lastUsedAt: 'asc' },
    take,
    select: { id: true, name: true, lastUsedAt: true, ...OWNER },
  })

/** Sources whose credential, present or before the rotation, ends until `until`. */
export const findEndingSources = async (tx: Tx, now: Date, until: Date, take: number) =>
  await tx.source.findMany({
    where: {
      revokedAt: null,
      OR: [{ expiresAt: { gt: now, lte: until } }, { oldUntil: { gt: now, lte: until } }],
    },
    orderBy: { id: 'asc' },
    take,
    select: {
      id: true,
      name: true,
      expiresAt: true,
      oldUntil: true,
      oldUsedAt: true,
      rotatedAt: true,
      ...OWNER,
    },
  })

/** API keys that end until `until`. */
export const findEndingKeys = async (tx: Tx, now: Date, until: Date, take: number) =>
  await tx.apiKey.findMany({
    where: { revokedAt: null, expiresAt: { gt: now, lte: until } },
    orderBy: { expiresAt: 'asc' },
    take,
    select: { id: true, name: true, expiresAt: true, ...OWNER },
  })

/** Roles that end until `until`, with the name of whoever holds them. */
export const findEndingRoles = async (tx: Tx, now: Date, until: Date, take: number) =>
  await tx.roleBinding.findMany({
    where: { endedAt: null, expiresAt: { gt: now, lte: until } },
    orderBy: { expiresAt: 'asc' },
    take,
    select: { id: true, role: true, expiresAt: true, member: { select: { name: true } }, ...OWNER },
  })

/** Alerts whose rule holds and whose waiting time runs. */
export const findPendingAlerts = async (tx: Tx, take: number) =>
  await tx.alert.findMany({
    where: { state: 'pending' },
    orderBy: { activeAt: 'asc' },
    take,
    select: {
      id: true,
      summary: true,
      activeAt: true,
      rule: { select: { name: true, forSeconds: true, severity: true } },
      ...OWNER,
    },
  })

/** Settings of the identity providers in use: the certificates of those that speak SAML are among them. */
export const findProviderSettings = async (tx: Tx) =>
  await tx.identityProvider.findMany({
    where: { state: 'active', kind: 'saml' },
    select: { id: true, name: true, settings: true, ...OWNER },
  })

/** The names of these platforms and tenants. */
export async function findOwnerNames(tx: Tx, platforms: readonly string[], tenants: readonly string[]) {
  const name = { id: true, name: true } as const
  return [
    ...(await tx.platform.findMany({ where: { id: { in: [...platforms] } }, select: name })),
    ...(await tx.tenant.findMany({ where: { id: { in: [...tenants] } }, select: name })),
  ]
}

const ID_AND_NAME = { id: true, name: true } as const
type Wanted = {
  readonly where: { readonly id: { readonly in: string[] } }
  readonly select: typeof ID_AND_NAME
}

/** Where the things that the audit chain speaks of have their names, by its word for them. */
const NAMED: Readonly<
  Record<
    string,
    (tx: Tx, wanted: Wanted) => Promise<readonly { readonly id: string; readonly name: string }[]>
  >
> = {
  tenant: async (tx, wanted) => await tx.tenant.findMany(wanted),
  platform: async (tx, wanted) => await tx.platform.findMany(wanted),
  api_key: async (tx, wanted) => await tx.apiKey.findMany(wanted),
  identity_provider: async (tx, wanted) => await tx.identityProvider.findMany(wanted),
  member: async (tx, wanted) => await tx.member.findMany(wanted),
}

/** The names of these things, as they are now; what is gone or has none is left out. */
export async function findTargetNames(
  tx: Tx,
  targets: readonly { readonly kind: string; readonly id: string }[],
): Promise<{ readonly id: string; readonly name: string }[]> {
  const found: { readonly id: string; readonly name: string }[] = []
  for (const [kind, find] of Object.entries(NAMED)) {
    const ids = targets.filter((target) => target.kind === kind).map(({ id }) => id)
    if (ids.length > 0) found.push(...(await find(tx, { where: { id: { in: ids } }, select: ID_AND_NAME })))
  }
  return found
}
