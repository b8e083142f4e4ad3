import { isRecord } from '#lib/core/unsafe.ts'
import { scopeOfOwner, operatorScope, type Scope } from '#lib/core/scope.ts'
import type { Tx } from '#lib/infra/db/index.ts'
import type { OutgoingUse } from './schemas.ts'

/** Something saved that calls an address, with the scope in which it was typed. */
export interface SavedUse {
  readonly id: string
  readonly use: OutgoingUse
  readonly name: string
  readonly url: string
  readonly scope: Scope
}

/** More are not looked at: each may ask the DNS. */
const MOST = 200

const OWNER = { platformId: true, tenantId: true } as const

/** Everything in scope that calls an address which somebody typed. Witnesses belong to the operator alone. */
export async function findOutgoingUses(tx: Tx, scope: Scope): Promise<SavedUse[]> {
  const uses = [...(await findScrapes(tx)), ...(await findIssuers(tx))]
  if (scope.kind !== 'tenant') uses.push(...(await findWebhooks(tx)))
  if (scope.kind === 'operator') uses.push(...(await findWitnessHooks(tx)))
  return uses.slice(0, MOST)
}

async function findScrapes(tx: Tx): Promise<SavedUse[]> {
  const rows = await tx.scrapeTarget.findMany({
    orderBy: { id: 'asc' },
    take: MOST,
    select: { id: true, job: true, url: true, ...OWNER },
  })
  return rows.map(({ id, job, url, ...owner }) => ({
    id,
    use: 'scrape',
    name: job,
    url,
    scope: scopeOfOwner(owner),
  }))
}

async function findIssuers(tx: Tx): Promise<SavedUse[]> {
  const rows = await tx.identityProvider.findMany({
    where: { kind: 'oidc', state: { not: 'removed' } },
    orderBy: { id: 'asc' },
    take: MOST,
    select: { id: true, name: true, settings: true, ...OWNER },
  })
  return rows.flatMap(({ id, name, settings, ...owner }) =>
    isRecord(settings) && typeof settings['issuer'] === 'string'
      ? [{ id, use: 'provider' as const, name, url: settings['issuer'], scope: scopeOfOwner(owner) }]
      : [],
  )
}

/** Webhooks of members who are more than a tenant's own: only theirs reach what the list opens. */
async function findWebhooks(tx: Tx): Promise<SavedUse[]> {
  const rows = await tx.channel.findMany({
    where: { kind: 'webhook', member: { bindings: { some: { tenantId: null } } } },
    orderBy: { id: 'asc' },
    take: MOST,
    select: { id: true, target: true, member: { select: { name: true } } },
  })
  return rows.map(({ id, target, member }) => ({
    id,
    use: 'webhook',
    name: member.name,
    url: target,
    scope: operatorScope,
  }))
}

async function findWitnessHooks(tx: Tx): Promise<SavedUse[]> {
  const rows = await tx.auditWitness.findMany({
    where: { kind: 'webhook' },
    orderBy: { id: 'asc' },
    take: MOST,
    select: { id: true, target: true },
  })
  return rows.map(({ id, target }) => ({
    id,
    use: 'witness',
    name: 'audit witness',
    url: target,
    scope: operatorScope,
  }))
}
