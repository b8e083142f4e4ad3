import type { RequestContext } from '#lib/infra/context/request-context.ts'
import type { Tx } from '#lib/infra/db/index.ts'
import type { AuditEvent } from '#lib/modules/audit/index.ts'
import type { GroupAttributes } from './protocol/resources.ts'
import { invalidValue, ScimError } from './domain/scim-error.ts'
import { syncUsers } from './group-roles.ts'
import {
  changeGroup,
  changeGroupUsers,
  findGroupNamed,
  insertGroup,
  type ScimGroupRow,
} from './group-repository.ts'
import { findUserIds, type ScimOwner } from './repository.ts'
import { requireGiver } from './require-giver.ts'
import { requireGroup } from './required.ts'

/** A group before a change (null when it is new), and what it shall be. */
export interface GroupChange {
  readonly owner: ScimOwner
  readonly before: ScimGroupRow | null
  readonly next: GroupAttributes
}

/** Ids of those who joined or left that an entry names; how many there are, its difference says. */
const MOST_NAMED = 100

const named = ({ displayName, externalId }: Pick<GroupAttributes, 'displayName' | 'externalId'>) => ({
  displayName,
  externalId,
})

async function refuseImpossible(
  tx: Tx,
  { owner, before, next }: GroupChange,
  joined: readonly string[],
): Promise<void> {
  const twin = await findGroupNamed(tx, owner, next.displayName)
  if (twin !== null && twin.id !== before?.id)
    throw new ScimError(409, 'uniqueness', 'There is a group with this displayName already.')
  const known = await findUserIds(tx, owner, joined)
  const unknown = joined.find((id) => !known.has(id))
  if (unknown !== undefined)
    throw invalidValue('members', `there is no user with the id ${unknown.slice(0, 60)}`)
}

/**
 * Creates or changes a group with its members, and brings the roles of those who joined or left in step: nobody else's
 * follow from it, and a group without a role gives none. Returns what is to be recorded.
 */
export async function applyGroup(
  tx: Tx,
  ctx: RequestContext,
  change: GroupChange,
): Promise<{ readonly group: ScimGroupRow; readonly event: AuditEvent }> {
  const { owner, before, next } = change
  const earlier = new Set(before?.members.map(({ id }) => id))
  const later = new Set(next.memberIds)
  const joined = next.memberIds.filter((id) => !earlier.has(id))
  const left = [...earlier].filter((id) => !later.has(id))
  await refuseImpossible(tx, change, joined)
  const now = ctx.clock.now()
  if (before !== null) await changeGroup(tx, before.id, next, now)
  const groupId = before === null ? await insertGroup(tx, { owner, group: next, now }) : before.id
  await changeGroupUsers(tx, { owner, groupId, left, joined })
  const hasRole = before !== null && before.role !== null
  // Who is switched off gets the role once they are on again, by whomever.
  if (hasRole && joined.length > 0) await requireGiver(tx, ctx)
  const roles = hasRole ? await syncUsers(tx, ctx, owner, [...joined, ...left]) : {}
  const event: AuditEvent = {
    action: before === null ? 'scim-group.create' : 'scim-group.change',
    target: { kind: 'scim_group', id: groupId, name: next.displayName },
    details: {
      ...(before === null ? {} : { before: { ...named(before), members: earlier.size } }),
      after: { ...named(next), members: later.size },
      joined: joined.slice(0, MOST_NAMED),
      left: left.slice(0, MOST_NAMED),
      ...roles,
    },
  }
  return { group: await requireGroup(tx, owner, groupId), event }
}
