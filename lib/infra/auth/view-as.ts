import type { Grants } from '#lib/core/key-permissions.ts'
import { grantOf, isReading } from '#lib/core/permissions.ts'
import type { Scope } from '#lib/core/scope.ts'
import type { Tx } from '#lib/infra/db/index.ts'
import type { MemberIdentity } from './identity.ts'

/** Somebody of the operator looks as a tenant: in one session, for a time, with a reason. */
export interface ViewAs {
  readonly id: string
  readonly platformId: string
  readonly tenantId: string
  readonly reason: string
  readonly startedAt: Date
  readonly expiresAt: Date
}

/** The view that a session has open, wherever; null when it was left or its time is over. Runs as the role `auth`. */
export async function findViewAs(
  tx: Tx,
  { member, session }: Pick<MemberIdentity, 'member' | 'session'>,
  now: Date,
): Promise<ViewAs | null> {
  return await tx.viewAs.findFirst({
    where: {
      memberId: member.id,
      sessionStartedAt: session.createdAt,
      endedAt: null,
      expiresAt: { gt: now },
    },
    select: { id: true, platformId: true, tenantId: true, reason: true, startedAt: true, expiresAt: true },
  })
}

/** Whether the view holds in this scope, for somebody who is granted this much there: who lost the permission lost the view. */
export const isViewIn = (viewAs: ViewAs, scope: Scope, grants: Grants): boolean =>
  scope.kind === 'tenant' && scope.tenantId === viewAs.tenantId && grants('tenant:view-as') === 'yes'

/** What a tenant admin may read, and nothing else: whoever looks as the tenant sees what the tenant sees. */
export const viewAsGrants: Grants = (permission) =>
  isReading(permission) && grantOf('tenant_admin', permission) !== null ? 'yes' : null
