import { authorize, type RequestContext } from '#lib/infra/context/request-context.ts'
import { runtime, type Runtime } from '#lib/infra/context/runtime.ts'
import { registrationOptions, relyingParty } from '#lib/infra/auth/webauthn.ts'
import { requireMember, requireSession } from './acting.ts'
import { issueChallenge } from './passkey-challenge.ts'
import { readOwnPasskeys } from './passkey-repository.ts'
import type { StartPasskeyOutput } from './schemas.ts'

/** What a browser needs to make a passkey of one's own; it counts once `addPasskey` has seen what was made. */
export async function startPasskey(
  ctx: RequestContext,
  own: Runtime = runtime(),
): Promise<StartPasskeyOutput> {
  authorize(ctx, 'factor:write')
  const member = requireMember(ctx)
  const session = requireSession(ctx)
  const known = await readOwnPasskeys(own.database, member.id)
  const challenge = await issueChallenge(own, { purpose: 'register', browser: session.hash })
  return await registrationOptions(relyingParty(own.publicUrl), { challenge, member, known })
}
