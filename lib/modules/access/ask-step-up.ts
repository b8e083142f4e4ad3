import { DomainError } from '#lib/core/errors.ts'
import { authorize, type RequestContext } from '#lib/infra/context/request-context.ts'
import { runtime, type Runtime } from '#lib/infra/context/runtime.ts'
import { relyingParty, requestOptions } from '#lib/infra/auth/webauthn.ts'
import { requireMember, requireSession } from './acting.ts'
import { readOwnPasskeys } from './passkey-repository.ts'
import { issueChallenge } from './passkey-challenge.ts'
import type { AskPasskeyOutput } from './schemas.ts'

/** What a browser needs to show one of the own passkeys for step-up. Throws `precondition_failed` when there is none. */
export async function askStepUp(ctx: RequestContext, own: Runtime = runtime()): Promise<AskPasskeyOutput> {
  authorize(ctx, 'profile:read-own')
  const member = requireMember(ctx)
  const session = requireSession(ctx)
  const allowed = await readOwnPasskeys(own.database, member.id)
  if (allowed.length === 0) {
    throw new DomainError(
      'precondition_failed',
      'You have no passkey. Use a code of your authenticator app, or add a passkey on your profile first.',
    )
  }
  const challenge = await issueChallenge(own, { purpose: 'step-up', browser: session.hash })
  return await requestOptions(relyingParty(own.publicUrl), { challenge, allowed })
}
