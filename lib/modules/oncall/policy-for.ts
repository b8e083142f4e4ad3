import type { Owner } from '#lib/core/scope.ts'
import type { Tx } from '#lib/infra/db/index.ts'
import { fallbackPolicy, type PolicySnapshot, type SnapshotMember } from './domain/policy-snapshot.ts'
import { findMembers, findOperatorAdmins, findPolicy, type PolicyRow } from './repository.ts'

/** Where a policy was found. */
export type PolicyOrigin = 'own' | 'platform' | 'fallback'

/**
 * The escalation policy that applies to rows of an owner, as a snapshot: the owner's own, else its platform's, else the
 * operator admins. Members who left, were disabled or whose role ended are not in it; a step without
 * members is left out, and a policy without steps is passed over: somebody is always paged.
 */
export async function policyFor(
  tx: Tx,
  owner: Owner,
  now: Date,
): Promise<PolicySnapshot & { readonly origin: PolicyOrigin }> {
  const own = await snapshot(tx, await findPolicy(tx, owner), { owner, now })
  if (own !== null) return { ...own, origin: 'own' }
  const platform = owner.tenantId === null ? null : await findPolicy(tx, { ...owner, tenantId: null })
  const above = await snapshot(tx, platform, { owner, now })
  if (above !== null) return { ...above, origin: 'platform' }
  return { ...fallbackPolicy(await findOperatorAdmins(tx, now)), origin: 'fallback' }
}

/** A policy as it stands at this moment; null when there is none, and when nobody of it can be paged any more. */
async function snapshot(
  tx: Tx,
  row: PolicyRow | null,
  of: { readonly owner: Owner; readonly now: Date },
): Promise<PolicySnapshot | null> {
  if (row === null) return null
  const ids = row.steps.flatMap(({ memberIds }) => memberIds)
  const members = new Map((await findMembers(tx, ids, of)).map((member) => [member.id, member]))
  const present = (id: string): SnapshotMember[] => {
    const member = members.get(id)
    return member === undefined ? [] : [member]
  }
  const steps = row.steps
    .map(({ delaySeconds, memberIds }) => ({ delaySeconds, members: memberIds.flatMap(present) }))
    .filter(({ members: who }) => who.length > 0)
  return steps.length === 0 ? null : { policyId: row.id, name: row.name, version: row.version, steps }
}
