import { memberId as asMember } from '#lib/core/ids.ts'
import { widestGrant } from '#lib/core/permissions.ts'
import { contains, scopeOfOwner } from '#lib/core/scope.ts'
import { presentBindings } from '#lib/infra/auth/identify.ts'
import { grantsIn, type MemberIdentity } from '#lib/infra/auth/identity.ts'
import { findViewAs, isViewIn, type ViewAs } from '#lib/infra/auth/view-as.ts'
import type { Database, Tx } from '#lib/infra/db/index.ts'

/** What is written when somebody begins to look as a tenant. */
export interface NewViewAs {
  readonly platformId: string
  readonly tenantId: string
  readonly memberId: string
  readonly memberName: string
  readonly sessionStartedAt: Date
  readonly fromOperator: boolean
  readonly reason: string
  readonly startedAt: Date
  readonly expiresAt: Date
}

const WITH_TENANT = { tenant: { select: { name: true } } } as const

/** The tenant of a view, or null when it is not in scope. */
export const findViewedTenant = async (tx: Tx, id: string) =>
  await tx.tenant.findUnique({ where: { id }, select: { id: true, name: true, platformId: true } })

/** Inserts a view. */
export const insertViewAs = async (tx: Tx, data: NewViewAs) =>
  await tx.viewAs.create({ data, include: WITH_TENANT })

/** Views that nobody has ended yet, the oldest first. */
export const findOpenViews = async (tx: Tx, where: { memberId?: string; sessionStartedAt?: Date } = {}) =>
  await tx.viewAs.findMany({
    where: { ...where, endedAt: null },
    orderBy: { startedAt: 'asc' },
    take: 200,
    include: WITH_TENANT,
  })

/** Ends a view; false when somebody was quicker. */
export async function endViewRow(tx: Tx, id: string, at: Date, endReason: string): Promise<boolean> {
  const { count } = await tx.viewAs.updateMany({
    where: { id, endedAt: null },
    data: { endedAt: at, endReason },
  })
  return count === 1
}

/** Whether the session of a view is still alive: by its member and its beginning. */
async function isSessionAlive(tx: Tx, { memberId, sessionStartedAt }: OpenView, now: Date): Promise<boolean> {
  const found = await tx.session.findFirst({
    where: { memberId, createdAt: sessionStartedAt, endedAt: null, expiresAt: { gt: now } },
    select: { memberId: true },
  })
  return found !== null
}

type OpenView = Awaited<ReturnType<typeof findOpenViews>>[number]

/** Why a view that nobody left is over; null when it is not. Looks as the role `auth`. */
export const whyOver = async (
  database: Database,
  view: OpenView,
  now: Date,
): Promise<'time' | 'sign-out' | 'permission lost' | null> =>
  await database.asAuth(async (tx) => {
    if (view.expiresAt <= now) return 'time'
    if (!(await isSessionAlive(tx, view, now))) return 'sign-out'
    const scope = scopeOfOwner(view)
    const roles = (await presentBindings(tx, asMember(view.memberId), now))
      .filter((binding) => contains(binding.scope, scope))
      .map((binding) => binding.role)
    return widestGrant(roles, 'tenant:view-as') === 'yes' ? null : 'permission lost'
  })

/** The view that a session has open and may still have, with the name of its tenant. Looks as the role `auth`. */
export const lookupViewAs = async (
  database: Database,
  identity: Omit<MemberIdentity, 'bindings'>,
  now: Date,
): Promise<(ViewAs & { readonly tenantName: string }) | null> =>
  await database.asAuth(async (tx) => {
    const found = await findViewAs(tx, identity, now)
    if (found === null) return null
    const scope = scopeOfOwner(found)
    const bindings = await presentBindings(tx, identity.member.id, now)
    const grants = grantsIn({ ...identity, bindings }, scope, now)
    if (grants === null || !isViewIn(found, scope, grants)) return null
    const tenant = await tx.tenant.findUnique({ where: { id: found.tenantId }, select: { name: true } })
    return { ...found, tenantName: tenant?.name ?? '' }
  })
