// house: acts before a scope is known: the token of the link opens exactly the scope of its invitation
import { DomainError } from '#lib/core/errors.ts'
import type { RequestContext } from '#lib/infra/context/request-context.ts'
import { runtime, type Runtime } from '#lib/infra/context/runtime.ts'
import { parseInput } from '#lib/infra/http/parse-input.ts'
import { enterByInvitation, memberOfSession, requireInvited } from './enter-by-invitation.ts'
import { openInvitation } from './open-invitation.ts'
import {
  previewInvitationInput,
  type AcceptInvitationOutput,
  type PreviewInvitationInput,
} from './schemas.ts'

/**
 * Accepts an invitation, once, as the member who is signed in: the role comes beside those they hold. However they signed
 * in, the second factor was asked there. Throws `unauthenticated` without a session, `forbidden` for a member with
 * another address than the one that it went to.
 */
export async function joinByInvitation(
  ctx: RequestContext,
  { sid, ...input }: PreviewInvitationInput & { readonly sid: string | null },
  own: Runtime = runtime(),
): Promise<AcceptInvitationOutput> {
  const { token } = parseInput(previewInvitationInput, input)
  const member = await memberOfSession(own, sid)
  if (member === null) {
    throw new DomainError('unauthenticated', 'Sign in with the address that this invitation went to first.')
  }
  const invitation = await own.database.asAuth(async (auth) => await openInvitation(auth, own, token))
  requireInvited(invitation, member)
  return await enterByInvitation(ctx, own, invitation, { member, account: null })
}
