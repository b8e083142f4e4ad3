import { authorize, type RequestContext } from '#lib/infra/context/request-context.ts'
import { runtime, type Runtime } from '#lib/infra/context/runtime.ts'
import { requireMember } from './acting.ts'
import { readOwnPasskeys } from './passkey-repository.ts'
import type { ListPasskeysOutput } from './schemas.ts'
import { toPasskeyView } from './views.ts'

/** The own passkeys, oldest first. */
export async function listPasskeys(
  ctx: RequestContext,
  own: Runtime = runtime(),
): Promise<ListPasskeysOutput> {
  authorize(ctx, 'profile:read-own')
  const member = requireMember(ctx)
  return { passkeys: (await readOwnPasskeys(own.database, member.id)).map(toPasskeyView) }
}
