import type { Owner } from '#lib/core/scope.ts'
import type { Tx } from '#lib/infra/db/index.ts'
import { ownerColumns } from './repository.ts'

/** What belongs to a platform, its tenants' as well, or to a tenant. */
const withinOwner = ({ platformId, tenantId }: Owner) =>
  tenantId === null ? { platformId } : { platformId, tenantId }

/** Takes every role from a member that they hold in this scope and below; returns how many. */
export const deleteBindingsOf = async (tx: Tx, memberId: string, owner: Owner): Promise<number> =>
  (await tx.roleBinding.deleteMany({ where: { memberId, ...withinOwner(owner) } })).count

/** Makes every API key useless that a member made in this scope and below; returns how many. */
export const revokeKeysOf = async (
  tx: Tx,
  { memberId, owner, now }: { memberId: string; owner: Owner; now: Date },
): Promise<number> =>
  (
    await tx.apiKey.updateMany({
      where: { memberId, revokedAt: null, ...withinOwner(owner) },
      data: { revokedAt: now },
    })
  ).count

/** Closes the open invitations to these addresses in this scope and below. */
export const revokeInvitationsTo = async (
  tx: Tx,
  { emails, owner, now }: { emails: readonly string[]; owner: Owner; now: Date },
): Promise<void> => {
  await tx.invitation.updateMany({
    where: { email: { in: [...emails] }, acceptedAt: null, revokedAt: null, ...withinOwner(owner) },
    data: { revokedAt: now },
  })
}

/** The bindings of these members in exactly this scope, with who gave them. */
export const findBindingsOfMembers = async (tx: Tx, memberIds: readonly string[], owner: Owner) =>
  await tx.roleBinding.findMany({
    where: { memberId: { in: [...memberIds] }, ...ownerColumns(owner) },
    select: {
      id: true,
      memberId: true,
      role: true,
      scimGroupId: true,
      providerId: true,
      expiresAt: true,
      createdAt: true,
    },
  })

/** The roles of exactly this scope that access reviews took from these members, and when last. */
export async function findTakenRoles(tx: Tx, memberIds: readonly string[], owner: Owner) {
  const rows = await tx.accessReview.groupBy({
    by: ['memberId', 'role'],
    where: { memberId: { in: [...memberIds] }, decision: 'removed', ...ownerColumns(owner) },
    _max: { decidedAt: true },
  })
  return rows.flatMap(({ memberId, role, _max: { decidedAt } }) =>
    decidedAt === null ? [] : [{ memberId, role, at: decidedAt }],
  )
}

/** A role that a group gives a member, of the provisioning or as a provider said at sign-on. */
interface GroupBinding {
  readonly memberId: string
  readonly role: string
  readonly scimGroupId: string | null
  readonly providerId: string | null
  readonly createdAt: Date
}

/** Inserts bindings that groups give; each once, when two requests do so at once. */
export const insertGroupBindings = async (
  tx: Tx,
  owner: Owner,
  rows: readonly GroupBinding[],
): Promise<void> => {
  if (rows.length === 0) return
  const data = rows.map((row) => ({ ...row, ...ownerColumns(owner) }))
  await tx.roleBinding.createMany({ data, skipDuplicates: true })
}

/** Removes bindings by their ids. */
export const deleteBindings = async (tx: Tx, ids: readonly string[]): Promise<void> => {
  if (ids.length > 0) await tx.roleBinding.deleteMany({ where: { id: { in: [...ids] } } })
}
