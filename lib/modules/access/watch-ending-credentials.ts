import { grantOf, ROLES, type Permission } from '#lib/core/permissions.ts'
import { scopeOfOwner } from '#lib/core/scope.ts'
import { authorize, type RequestContext } from '#lib/infra/context/request-context.ts'
import { newId, type Tx } from '#lib/infra/db/index.ts'
import { recordAudit } from '#lib/modules/audit/index.ts'
import {
  findEndedCredentials,
  findEndingCredentials,
  noteEnded,
  noteEndTold,
  type EndingCredentialRow,
  type EndingKind,
} from './credential-end-repository.ts'
import { secondsAfter, WARNING_DAYS } from './domain/key-life.ts'
import { dueRoleWarning, nearest } from './domain/role-ending.ts'
import { insertNotice } from './notice-repository.ts'
import { findScopeName } from './repository.ts'
import { findHoldersAbove } from './role-end-repository.ts'

/** Who may make another one in its place. */
const MAKING: Readonly<Record<EndingKind, Permission>> = {
  source: 'source:create',
  scim_token: 'identity:write',
}

/** What one run found. */
export interface EndingCredentialsSeen {
  /** Credentials whose end people were told of. */
  readonly told: number
  /** Credentials whose end was put on record. */
  readonly ended: number
}

/**
 * Tells whoever is nearest of those who may make another one of every source and provisioning token that ends within 7 days,
 * and again within 1 day; and puts the end of each on record. Mail, mark and entry are one transaction. For jobs, in operator
 * scope: notices belong to accounts.
 */
export async function watchEndingCredentials(ctx: RequestContext): Promise<EndingCredentialsSeen> {
  authorize(ctx, 'source:create')
  const from = ctx.clock.now()
  const until = secondsAfter(from, WARNING_DAYS[0] * 86_400)
  return await ctx.db.tx(async (tx) => {
    let told = 0
    let ended = 0
    for (const kind of ['source', 'scim_token'] as const) {
      for (const row of await findEndingCredentials(tx, kind, { from, until }))
        if (await tell(tx, ctx, kind, row)) told += 1
      for (const row of await findEndedCredentials(tx, kind, from)) {
        if (!(await noteEnded(tx, kind, row, from))) continue
        await record(tx, ctx, { ...row, kind })
        ended += 1
      }
    }
    return { told, ended }
  })
}

async function tell(
  tx: Tx,
  ctx: RequestContext,
  kind: EndingKind,
  row: EndingCredentialRow,
): Promise<boolean> {
  const now = ctx.clock.now()
  const { expiresAt, platformId, tenantId } = row
  const days = expiresAt === null ? null : dueRoleWarning({ ...row, expiresAt }, now)
  if (expiresAt === null || days === null || !(await noteEndTold(tx, kind, row, days))) return false
  const owner = { platformId, tenantId }
  const roles = ROLES.filter((role) => grantOf(role, MAKING[kind]) !== null)
  const holders = nearest(await findHoldersAbove(tx, owner, { roles, now }))
  const scopeName = await findScopeName(tx, scopeOfOwner(owner))
  for (const member of new Map(holders.map((one) => [one.member.id, one.member])).values())
    await insertNotice(tx, {
      id: newId(),
      memberId: member.id,
      kind: 'credential_ending',
      toEmail: member.email,
      details: { what: kind, credential: row.name, scopeName, expiresAt: expiresAt.toISOString() },
      createdAt: now,
    })
  await record(tx, ctx, { ...row, kind }, days)
  return true
}

/** Puts a warning on record, or the end itself. */
async function record(
  tx: Tx,
  ctx: RequestContext,
  { kind, id, name, expiresAt, platformId, tenantId }: EndingCredentialRow & { readonly kind: EndingKind },
  days?: number,
): Promise<void> {
  const noun = kind === 'source' ? 'source' : 'scim-token'
  await recordAudit(tx, ctx, {
    action: days === undefined ? `${noun}.end` : `${noun}.warn`,
    target: { kind, id, name },
    details: { expiresAt: expiresAt?.toISOString() ?? null, ...(days === undefined ? {} : { days }) },
    owner: { platformId, tenantId },
  })
}
