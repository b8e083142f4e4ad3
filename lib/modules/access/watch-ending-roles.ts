import { grantOf, ROLES } from '#lib/core/permissions.ts'
import { scopeOfOwner } from '#lib/core/scope.ts'
import { authorize, type RequestContext } from '#lib/infra/context/request-context.ts'
import { newId, type Tx } from '#lib/infra/db/index.ts'
import { recordAudit } from '#lib/modules/audit/index.ts'
import { secondsAfter, WARNING_DAYS } from './domain/key-life.ts'
import { dueRoleWarning, nearest } from './domain/role-ending.ts'
import { insertNotice } from './notice-repository.ts'
import { findScopeName } from './repository.ts'
import {
  findEndedRoles,
  findEndingRoles,
  findHoldersAbove,
  noteRoleEnded,
  noteRoleTold,
  type EndingRoleRow,
} from './role-end-repository.ts'

/** The roles whose holders may give a role again. */
const RENEWING = ROLES.filter((role) => grantOf(role, 'member:bind') !== null)

/** What one run found. */
export interface EndingRolesSeen {
  /** Roles whose end people were told of. */
  readonly told: number
  /** Roles whose end was put on record. */
  readonly ended: number
}

/**
 * Tells the holder of every role that ends within 7 days, and again within 1 day, and whoever is nearest of those who may
 * give it again; and puts the end of each role on record. Mail, mark and entry are one transaction, so that nobody is told
 * twice and nothing is lost, whenever a process ends. For jobs, in operator scope: notices belong to accounts.
 */
export async function watchEndingRoles(ctx: RequestContext): Promise<EndingRolesSeen> {
  authorize(ctx, 'member:bind')
  const now = ctx.clock.now()
  return await ctx.db.tx(async (tx) => {
    let told = 0
    for (const role of await findEndingRoles(tx, now, secondsAfter(now, WARNING_DAYS[0] * 86_400)))
      if (await tell(tx, ctx, role)) told += 1
    let ended = 0
    for (const role of await findEndedRoles(tx, now)) {
      if (!(await noteRoleEnded(tx, role, now))) continue
      await record(tx, ctx, role, { action: 'member.role-end', days: null })
      ended += 1
    }
    return { told, ended }
  })
}

async function tell(tx: Tx, ctx: RequestContext, role: EndingRoleRow): Promise<boolean> {
  const now = ctx.clock.now()
  const { expiresAt, platformId, tenantId, member } = role
  const days = expiresAt === null ? null : dueRoleWarning({ ...role, expiresAt }, now)
  if (expiresAt === null || days === null || !(await noteRoleTold(tx, role, days))) return false
  const owner = { platformId, tenantId }
  const scopeName = await findScopeName(tx, scopeOfOwner(owner))
  const about = { role: role.role, scopeName, expiresAt: expiresAt.toISOString() }
  await insertNotice(tx, {
    id: newId(),
    memberId: member.id,
    kind: 'role_ending',
    toEmail: member.email,
    details: about,
    createdAt: now,
  })
  const holders = await findHoldersAbove(tx, owner, { roles: RENEWING, now })
  const others = nearest(holders.filter((one) => one.member.id !== member.id))
  for (const renewer of new Map(others.map((one) => [one.member.id, one.member])).values()) {
    await insertNotice(tx, {
      id: newId(),
      memberId: renewer.id,
      kind: 'role_renewal',
      toEmail: renewer.email,
      details: { ...about, holder: member.name },
      createdAt: now,
    })
  }
  await record(tx, ctx, role, { action: 'member.role-warn', days })
  return true
}

async function record(
  tx: Tx,
  ctx: RequestContext,
  { id, role, member, expiresAt, platformId, tenantId }: EndingRoleRow,
  { action, days }: { readonly action: 'member.role-warn' | 'member.role-end'; readonly days: number | null },
): Promise<void> {
  await recordAudit(tx, ctx, {
    action,
    target: { kind: 'member', id: member.id, name: member.name },
    details: {
      role,
      bindingId: id,
      expiresAt: expiresAt?.toISOString() ?? null,
      ...(days === null ? {} : { days }),
    },
    owner: { platformId, tenantId },
  })
}
