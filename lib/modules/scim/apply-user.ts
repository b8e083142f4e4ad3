import type { RequestContext } from '#lib/infra/context/request-context.ts'
import type { Runtime } from '#lib/infra/context/runtime.ts'
import type { Tx } from '#lib/infra/db/index.ts'
import { endMembership } from '#lib/modules/access/index.ts'
import type { AuditEvent } from '#lib/modules/audit/index.ts'
import { addressesOf, type UserAttributes } from './protocol/resources.ts'
import { ScimError } from './domain/scim-error.ts'
import { syncUsers } from './group-roles.ts'
import { withOwnAddress } from './own-address.ts'
import { changeUser, findTwin, type ScimOwner, type ScimUserRow } from './repository.ts'

/** What of a user is recorded when it changes: all that a provider can change. */
const recorded = ({ otherEmails, ...user }: UserAttributes) => ({
  userName: user.userName,
  externalId: user.externalId,
  active: user.active,
  email: user.email,
  emailType: user.emailType,
  otherEmails: otherEmails.map(({ value, type }) => ({ value, type })),
  displayName: user.displayName,
  formatted: user.formatted,
  givenName: user.givenName,
  familyName: user.familyName,
})

/** The fields in which two records of a user differ. */
function differing(was: ReturnType<typeof recorded>, is: ReturnType<typeof recorded>) {
  const before = Object.entries(was)
  const after = Object.entries(is)
  const isOther = (place: number): boolean => JSON.stringify(before[place]) !== JSON.stringify(after[place])
  return {
    before: Object.fromEntries(before.filter((_, place) => isOther(place))),
    after: Object.fromEntries(after.filter((_, place) => isOther(place))),
  }
}

/** A user before a change, and what it shall be. */
export interface UserChange {
  readonly owner: ScimOwner
  readonly before: ScimUserRow
  readonly next: UserAttributes
}

/**
 * Changes a user. Switching it off ends everything that the member has in this scope, and their sessions, and so does each
 * request that leaves it off: somebody may have given them a role meanwhile. Switching it on again gives back what its
 * groups give. The address with which the member signs in stays theirs to change; the one that the provider knows becomes no
 * other than `createScimUser` takes. Returns what is to be recorded.
 */
export async function applyUser(
  tx: Tx,
  ctx: RequestContext,
  own: Runtime,
  { owner, before, next: wanted }: UserChange,
): Promise<{ readonly row: ScimUserRow; readonly event: AuditEvent }> {
  const twin = await findTwin(tx, owner, { userName: wanted.userName, memberId: before.memberId })
  if (twin !== null && twin.id !== before.id)
    throw new ScimError(409, 'uniqueness', 'There is a user with this userName already.')
  const next = await withOwnAddress(tx, owner, { before, next: wanted })
  const row = await changeUser(tx, before.id, next, ctx.clock.now())
  const { memberId } = before
  const isRepeated = !before.active
  const emails = [before, wanted].flatMap((one) => addressesOf(one))
  const outcome = next.active
    ? await syncUsers(tx, ctx, owner, [row.id])
    : await endMembership(tx, ctx, own, { memberId, emails, owner, isRepeated })
  const [was, is] = [recorded(before), recorded(next)]
  const event: AuditEvent = {
    action: before.active && !next.active ? 'scim-user.switch-off' : 'scim-user.change',
    target: { kind: 'member', id: memberId, name: next.displayName },
    details: {
      ...differing(was, is),
      ...outcome,
    },
  }
  return { row, event }
}
