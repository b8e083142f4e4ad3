import type { Owner } from '#lib/core/scope.ts'
import type { Tx } from '#lib/infra/db/index.ts'
import { ownerColumns } from './repository.ts'

/** Takes every role from a member that they hold in exactly this scope; returns how many. */
export const deleteBindingsOf = async (tx: Tx, memberId: string, owner: Owner): Promise<number> =>
  (await tx.roleBinding.deleteMany({ where: { memberId, ...ownerColumns(owner) } })).count

/** Makes every API key useless that a member made in exactly this scope; returns how many. */
export const revokeKeysOf = async (
  tx: Tx,
  { memberId, owner, now }: { memberId: string; owner: Owner; now: Date },
): Promise<number> =>
  (
    await tx.apiKey.updateMany({
      where: { memberId, revokedAt: null, ...ownerColumns(owner) },
      data: { revokedAt: now },
    })
  ).count

/** Closes the open invitations to an address in exactly this scope. */
export const revokeInvitationsTo = async (
  tx: Tx,
  { email, owner, now }: { email: string; owner: Owner; now: Date },
): Promise<void> => {
  await tx.invitation.updateMany({
    where: { email, acceptedAt: null, revokedAt: null, ...ownerColumns(owner) },
    data: { revokedAt: now },
  })
}

/** The bindings of a member in exactly this scope, with who gave them. */
export const findBindingsOfMember = async (tx: Tx, memberId: string, owner: Owner) =>
  await tx.roleBinding.findMany({
    where: { memberId, ...ownerColumns(owner) },
    select: { id: true, role: true, scimGroupId: true, providerId: true, expiresAt: true },
  })

/** Inserts a binding that a group gives, of the provisioning or as a provider said at sign-on; once, when two do so at once. */
export const insertGroupBinding = async (
  tx: Tx,
  row: {
    memberId: string
    role: string
    owner: Owner
    scimGroupId: string | null
    providerId: string | null
    createdAt: Date
  },
): Promise<void> => {
  const { owner, ...rest } = row
  await tx.roleBinding.createMany({ data: [{ ...rest, ...ownerColumns(owner) }], skipDuplicates: true })
}

/** Removes bindings by their ids. */
export const deleteBindings = async (tx: Tx, ids: readonly string[]): Promise<void> => {
  await tx.roleBinding.deleteMany({ where: { id: { in: [...ids] } } })
}
