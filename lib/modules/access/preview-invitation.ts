// house: acts before a scope is known: the token of the link is all that the reader has
import { isUuid } from '#lib/core/ids.ts'
import { scopeOfOwner } from '#lib/core/scope.ts'
import type { RequestContext } from '#lib/infra/context/request-context.ts'
import { runtime, type Runtime } from '#lib/infra/context/runtime.ts'
import { parseInput } from '#lib/infra/http/parse-input.ts'
import { memberOfSession } from './enter-by-invitation.ts'
import { openInvitation } from './open-invitation.ts'
import { findMemberNames, findScopeName } from './repository.ts'
import {
  previewInvitationInput,
  type PreviewInvitationInput,
  type PreviewInvitationOutput,
} from './schemas.ts'
import { findAccount } from './sign-in-repository.ts'

/** Shows what an invitation is about to whoever holds its link. Changes nothing, however often mail scanners follow it. */
export async function previewInvitation(
  _ctx: RequestContext,
  { sid = null, ...input }: PreviewInvitationInput & { readonly sid?: string | null },
  own: Runtime = runtime(),
): Promise<PreviewInvitationOutput> {
  const { token } = parseInput(previewInvitationInput, input)
  const signedIn = await memberOfSession(own, sid)
  return await own.database.asAuth(async (auth) => {
    const invitation = await openInvitation(auth, own, token)
    const scope = scopeOfOwner(invitation)
    const names = await findMemberNames(auth, isUuid(invitation.invitedBy) ? [invitation.invitedBy] : [])
    return {
      email: invitation.email,
      name: invitation.name,
      role: invitation.role,
      scopeKind: scope.kind,
      scopeName: await findScopeName(auth, scope),
      invitedBy: names.get(invitation.invitedBy) ?? 'Bailiwick',
      expiresAt: invitation.expiresAt.toISOString(),
      isMember: (await findAccount(auth, invitation.email)) !== null,
      signedInAs: signedIn?.email ?? null,
    }
  })
}
