import type { Owner } from '#lib/core/scope.ts'
import type { Tx } from '#lib/infra/db/index.ts'
import { ownerColumns } from './repository.ts'

const INVITATION = {
  id: true,
  platformId: true,
  tenantId: true,
  email: true,
  name: true,
  role: true,
  invitedBy: true,
  createdAt: true,
  expiresAt: true,
  acceptedAt: true,
  revokedAt: true,
  roleUntil: true,
} as const

/** An invitation as it is stored, without the hash of its token. */
export interface InvitationRow {
  readonly id: string
  readonly platformId: string | null
  readonly tenantId: string | null
  readonly email: string
  readonly name: string
  readonly role: string
  /** Id of the member who sent it, or `console`. */
  readonly invitedBy: string
  readonly createdAt: Date
  readonly expiresAt: Date
  readonly acceptedAt: Date | null
  readonly revokedAt: Date | null
  /** When the role ends that is bound; null for a role without an end. */
  readonly roleUntil: Date | null
}

/** How many invitations of exactly this owner wait to be accepted. */
export const countOpenInvitations = async (tx: Tx, owner: Owner, now: Date): Promise<number> =>
  await tx.invitation.count({
    where: { ...ownerColumns(owner), acceptedAt: null, revokedAt: null, expiresAt: { gt: now } },
  })

/** An invitation to be stored. */
export interface NewInvitation {
  readonly id: string
  readonly owner: Owner
  readonly email: string
  readonly name: string
  readonly role: string
  readonly tokenHash: Uint8Array<ArrayBuffer>
  readonly invitedBy: string
  readonly createdAt: Date
  readonly expiresAt: Date
  readonly roleUntil: Date | null
}

/** Inserts an invitation. */
export const insertInvitation = async (tx: Tx, { owner, ...row }: NewInvitation): Promise<InvitationRow> =>
  await tx.invitation.create({ data: { ...row, ...ownerColumns(owner) }, select: INVITATION })

/** The invitation with this token; for the role `auth`, before a scope is known. */
export const findInvitationByToken = async (
  tx: Tx,
  tokenHashes: Uint8Array<ArrayBuffer>[],
): Promise<InvitationRow | null> =>
  await tx.invitation.findFirst({ where: { tokenHash: { in: tokenHashes } }, select: INVITATION })

/** The hash of the token that was given out with an invitation of the scope. */
export const findTokenHash = async (tx: Tx, id: string): Promise<Uint8Array> =>
  (await tx.invitation.findUniqueOrThrow({ where: { id }, select: { tokenHash: true } })).tokenHash

/** An invitation of the scope, or null. */
export const findInvitation = async (tx: Tx, id: string): Promise<InvitationRow | null> =>
  await tx.invitation.findUnique({ where: { id }, select: INVITATION })

/** Invitations of the scope that nobody answered or took back, newest first. */
export const findPendingInvitations = async (tx: Tx): Promise<InvitationRow[]> =>
  await tx.invitation.findMany({
    where: { acceptedAt: null, revokedAt: null },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: 200,
    select: INVITATION,
  })

/** Takes back earlier open invitations of the same address to the same role in the same scope: one link is good. */
export const revokeEarlier = async (
  tx: Tx,
  same: { readonly owner: Owner; readonly email: string; readonly role: string },
  now: Date,
): Promise<void> => {
  await tx.invitation.updateMany({
    where: {
      ...ownerColumns(same.owner),
      email: same.email,
      role: same.role,
      acceptedAt: null,
      revokedAt: null,
    },
    data: { revokedAt: now },
  })
}

const open = (id: string, now: Date) => ({ id, acceptedAt: null, revokedAt: null, expiresAt: { gt: now } })

/** Uses an open invitation up; false when it is not open any more. Two requests cannot both get true. */
export const claimInvitation = async (tx: Tx, id: string, now: Date): Promise<boolean> =>
  (await tx.invitation.updateMany({ where: open(id, now), data: { acceptedAt: now } })).count === 1

/** Takes an invitation back; false when it was answered or taken back before, or is none of the scope's. */
export const revokeInvitationRow = async (tx: Tx, id: string, now: Date): Promise<boolean> =>
  (
    await tx.invitation.updateMany({
      where: { id, acceptedAt: null, revokedAt: null },
      data: { revokedAt: now },
    })
  ).count === 1
