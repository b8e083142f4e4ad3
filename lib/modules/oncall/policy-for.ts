import type { Owner } from '#lib/core/scope.ts'
import type { Tx } from '#lib/infra/db/index.ts'
import { fallbackPolicy, type PolicySnapshot, type SnapshotMember } from './domain/policy-snapshot.ts'
import { findMembers, findOperatorAdmins, findPolicy, type PolicyRow } from './repository.ts'

/** Where a policy was found. */
export type PolicyOrigin = 'own' | 'platform' | 'fallback'

/** A policy, and where it was found. */
export type FoundPolicy = PolicySnapshot & { readonly origin: PolicyOrigin }

/**
 * The escalation policy by which rows of an owner are paged, as a snapshot: the owner's own, else its platform's, else the
 * operator admins. Members who left, were disabled or whose role ended are not in it; a step without members is left out, and
 * a policy without steps is passed over: somebody is always paged.
 */
export const policyFor = async (tx: Tx, owner: Owner, now: Date): Promise<FoundPolicy> =>
  await find(tx, owner, now, ({ steps }) => steps.length > 0)

/** The policy that was set for an owner, else what applies in its place: also one of which nobody can be paged any more. */
export const shownPolicyFor = async (tx: Tx, owner: Owner, now: Date): Promise<FoundPolicy> =>
  await find(tx, owner, now, () => true)

async function find(
  tx: Tx,
  owner: Owner,
  now: Date,
  isWanted: (policy: PolicySnapshot) => boolean,
): Promise<FoundPolicy> {
  const own = await findPolicy(tx, owner)
  if (own !== null) {
    const policy = await snapshot(tx, own, { owner, now })
    if (isWanted(policy)) return { ...policy, origin: 'own' }
  }
  const above = owner.tenantId === null ? null : await findPolicy(tx, { ...owner, tenantId: null })
  if (above !== null) {
    const policy = await snapshot(tx, above, { owner, now })
    if (isWanted(policy)) return { ...policy, origin: 'platform' }
  }
  return { ...fallbackPolicy(await findOperatorAdmins(tx, now)), origin: 'fallback' }
}

/** A policy as it stands at this moment. */
async function snapshot(
  tx: Tx,
  row: PolicyRow,
  of: { readonly owner: Owner; readonly now: Date },
): Promise<PolicySnapshot> {
  const ids = row.steps.flatMap(({ memberIds }) => memberIds)
  const members = new Map((await findMembers(tx, ids, of)).map((member) => [member.id, member]))
  const present = (id: string): SnapshotMember[] => {
    const member = members.get(id)
    return member === undefined ? [] : [member]
  }
  const steps = row.steps
    .map(({ delaySeconds, memberIds }) => ({ delaySeconds, members: memberIds.flatMap(present) }))
    .filter(({ members: who }) => who.length > 0)
  return { policyId: row.id, name: row.name, version: row.version, steps }
}
