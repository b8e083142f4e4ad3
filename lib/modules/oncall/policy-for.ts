import type { Owner } from '#lib/core/scope.ts'
import type { Tx } from '#lib/infra/db/index.ts'
import { fallbackPolicy, type PolicySnapshot, type SnapshotMember } from './domain/policy-snapshot.ts'
import { findMembers, findOperatorAdmins, findPolicy, type PolicyRow } from './repository.ts'

/** Where a policy was found. */
export type PolicyOrigin = 'own' | 'platform' | 'fallback'

/**
 * The escalation policy that applies to rows of an owner, as a snapshot: the owner's own, else its platform's, else the
 * operator admins. Members who left or were disabled are not in it; a step without members is left out.
 */
export async function policyFor(
  tx: Tx,
  owner: Owner,
  now: Date,
): Promise<PolicySnapshot & { readonly origin: PolicyOrigin }> {
  const own = await findPolicy(tx, owner)
  if (own !== null) return { ...(await snapshot(tx, own)), origin: 'own' }
  const above = owner.tenantId === null ? null : await findPolicy(tx, { ...owner, tenantId: null })
  if (above !== null) return { ...(await snapshot(tx, above)), origin: 'platform' }
  return { ...fallbackPolicy(await findOperatorAdmins(tx, now)), origin: 'fallback' }
}

async function snapshot(tx: Tx, row: PolicyRow): Promise<PolicySnapshot> {
  const ids = row.steps.flatMap(({ memberIds }) => memberIds)
  const members = new Map((await findMembers(tx, ids)).map((member) => [member.id, member]))
  const present = (id: string): SnapshotMember[] => {
    const member = members.get(id)
    return member === undefined ? [] : [member]
  }
  const steps = row.steps.map(({ delaySeconds, memberIds }) => ({
    delaySeconds,
    members: memberIds.flatMap(present),
  }))
  return {
    policyId: row.id,
    name: row.name,
    version: row.version,
    steps: steps.filter(({ members: who }) => who.length > 0),
  }
}
