import type { Owner } from '#lib/core/scope.ts'
import { jsonFromColumn } from '#lib/core/unsafe.ts'
import { newId, reaching, type Tx } from '#lib/infra/db/index.ts'
import type { SnapshotMember } from './domain/policy-snapshot.ts'
import { policyStep, type PolicyStep } from './schemas.ts'

const OPERATOR: Owner = { platformId: null, tenantId: null }
/** The one policy of an owner in this version; several need a rule that chooses among them. */
const NAME = 'Escalation policy'

/** A policy as it is stored. */
export interface PolicyRow {
  readonly id: string
  readonly name: string
  readonly version: number
  readonly steps: readonly PolicyStep[]
}

/** The policy of exactly this owner, or null. */
export async function findPolicy(tx: Tx, owner: Owner): Promise<PolicyRow | null> {
  const row = await tx.escalationPolicy.findFirst({
    where: { platformId: owner.platformId ?? '', tenantId: owner.tenantId },
    orderBy: { updatedAt: 'desc' },
    select: { id: true, name: true, version: true, steps: true },
  })
  return row === null ? null : { ...row, steps: policyStep.array().parse(jsonFromColumn(row.steps)) }
}

/** Writes the policy of an owner: the first one, or the next version of the one there is. */
export async function savePolicy(
  tx: Tx,
  owner: { readonly platformId: string; readonly tenantId: string | null },
  change: { readonly steps: readonly PolicyStep[]; readonly now: Date },
): Promise<{ id: string; version: number }> {
  const steps = change.steps.map(({ delaySeconds, memberIds }) => ({ delaySeconds, memberIds }))
  const before = await findPolicy(tx, owner)
  if (before === null) {
    return await tx.escalationPolicy.create({
      data: { id: newId(), ...owner, name: NAME, steps, updatedAt: change.now },
      select: { id: true, version: true },
    })
  }
  return await tx.escalationPolicy.update({
    where: { id: before.id },
    data: { steps, updatedAt: change.now, version: { increment: 1 } },
    select: { id: true, version: true },
  })
}

/** Those of these members who are active and hold a role that reaches the owner's rows and is not over. */
export const findMembers = async (
  tx: Tx,
  ids: readonly string[],
  { owner, now }: { readonly owner: Owner; readonly now: Date },
): Promise<SnapshotMember[]> =>
  await tx.member.findMany({
    where: { id: { in: [...new Set(ids)] }, state: 'active', bindings: { some: reaching(owner, now) } },
    select: { id: true, name: true, email: true },
  })

/** Active admins of the operator, longest in office first. A tenant's scope sees none of them. */
export async function findOperatorAdmins(tx: Tx, now: Date): Promise<SnapshotMember[]> {
  const bindings = await tx.roleBinding.findMany({
    where: { role: 'operator_admin', ...reaching(OPERATOR, now) },
    select: { memberId: true },
    orderBy: { createdAt: 'asc' },
  })
  const ids = [...new Set(bindings.map((row) => row.memberId))]
  const members = new Map(
    (await findMembers(tx, ids, { owner: OPERATOR, now })).map((member) => [member.id, member]),
  )
  return ids.map((id) => members.get(id)).filter((member) => member !== undefined)
}

/** The platform of a tenant that the scope can see, or null. */
export async function findPlatformOf(tx: Tx, tenantId: string): Promise<string | null> {
  const row = await tx.tenant.findUnique({ where: { id: tenantId }, select: { platformId: true } })
  return row?.platformId ?? null
}
