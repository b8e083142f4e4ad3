import type { RequestContext } from '#lib/infra/context/request-context.ts'
import type { Runtime } from '#lib/infra/context/runtime.ts'
import type { Tx } from '#lib/infra/db/index.ts'
import { endMembership } from '#lib/modules/access/index.ts'
import type { AuditEvent } from '#lib/modules/audit/index.ts'
import { addressesOf, type UserAttributes } from './protocol/resources.ts'
import { ScimError } from './domain/scim-error.ts'
import { syncUsers } from './group-roles.ts'
import { changeUser, findTwin, type ScimOwner, type ScimUserRow } from './repository.ts'

/** Attributes whose change is recorded. */
const RECORDED = ['userName', 'externalId', 'active', 'email', 'displayName'] as const

/** A user before a change, and what it shall be. */
export interface UserChange {
  readonly owner: ScimOwner
  readonly before: ScimUserRow
  readonly next: UserAttributes
}

/**
 * Changes a user. Switching it off ends everything that the member has in this scope, and their sessions, and so does each
 * request that leaves it off: somebody may have given them a role meanwhile. Switching it on again gives back what its
 * groups give. The address with which the member signs in stays theirs to change. Returns what is
 * to be recorded.
 */
export async function applyUser(
  tx: Tx,
  ctx: RequestContext,
  own: Runtime,
  { owner, before, next }: UserChange,
): Promise<{ readonly row: ScimUserRow; readonly event: AuditEvent }> {
  const twin = await findTwin(tx, owner, { userName: next.userName, memberId: before.memberId })
  if (twin !== null && twin.id !== before.id)
    throw new ScimError(409, 'uniqueness', 'There is a user with this userName already.')
  const row = await changeUser(tx, before.id, next, ctx.clock.now())
  const { memberId } = before
  const isRepeated = !before.active
  const emails = [before, next].flatMap((one) => addressesOf(one))
  const outcome = next.active
    ? await syncUsers(tx, ctx, owner, [row.id])
    : await endMembership(tx, ctx, own, { memberId, emails, owner, isRepeated })
  const changed = RECORDED.filter((name) => before[name] !== next[name])
  const event: AuditEvent = {
    action: before.active && !next.active ? 'scim-user.switch-off' : 'scim-user.change',
    target: { kind: 'member', id: memberId, name: next.displayName },
    details: {
      before: Object.fromEntries(changed.map((name) => [name, before[name]])),
      after: Object.fromEntries(changed.map((name) => [name, next[name]])),
      ...outcome,
    },
  }
  return { row, event }
}
