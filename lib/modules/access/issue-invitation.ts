import { CAPS, requireRoom } from '#lib/core/caps.ts'
import type { Owner } from '#lib/core/scope.ts'
import { actorLabel, type RequestContext } from '#lib/infra/context/request-context.ts'
import type { Runtime } from '#lib/infra/context/runtime.ts'
import { invitationToken, oneTimeHash } from '#lib/infra/auth/one-time-token.ts'
import { newId, type Tx } from '#lib/infra/db/index.ts'
import { writeOutbox } from '#lib/infra/jobs/index.ts'
import {
  countOpenInvitations,
  insertInvitation,
  revokeEarlier,
  type InvitationRow,
} from './invitation-repository.ts'
import { invitationSend } from './jobs.ts'

const LIFETIME_MS = 72 * 3_600_000

/** Whom to invite to what. */
export interface Invited {
  readonly owner: Owner
  readonly email: string
  readonly name: string
  readonly role: string
  /** When the role ends that is bound; null for a role without an end. */
  readonly roleUntil: Date | null
}

/** Makes an invitation with a link of its own and asks for its mail; earlier links to the same address and role die. */
export async function issueInvitation(
  tx: Tx,
  ctx: RequestContext,
  own: Runtime,
  { owner, ...invited }: Invited,
): Promise<InvitationRow> {
  const id = newId()
  const createdAt = ctx.clock.now()
  await revokeEarlier(tx, { owner, email: invited.email, role: invited.role }, createdAt)
  requireRoom(CAPS.invitations, await countOpenInvitations(tx, owner, createdAt))
  const invitation = await insertInvitation(tx, {
    id,
    owner,
    ...invited,
    tokenHash: oneTimeHash(own.keyring, invitationToken(own.keyring, id)),
    invitedBy: actorLabel(ctx.actor).id,
    createdAt,
    expiresAt: new Date(createdAt.getTime() + LIFETIME_MS),
  })
  await writeOutbox(tx, invitationSend, owner, { invitationId: id })
  return invitation
}
