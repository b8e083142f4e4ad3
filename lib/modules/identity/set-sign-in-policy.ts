import { DomainError } from '#lib/core/errors.ts'
import { ownerOf, type Owner } from '#lib/core/scope.ts'
import { authorize, type RequestContext } from '#lib/infra/context/request-context.ts'
import { runtime, type Runtime } from '#lib/infra/context/runtime.ts'
import type { Tx } from '#lib/infra/db/index.ts'
import { parseInput } from '#lib/infra/http/parse-input.ts'
import { recordAudit } from '#lib/modules/audit/index.ts'
import { policyView } from './policy-view.ts'
import { countAccounts, findPolicy, findProviders, putPolicy } from './repository.ts'
import { signInPolicyInput, type SignInPolicyInput, type SignInPolicyView } from './schemas.ts'

/**
 * Sets how members come in to the scope of the request and to what is below it. It holds for open sessions from their
 * next request on. Throws `precondition_failed` for sign-on only where nobody could come in by sign-on.
 */
export async function setSignInPolicy(
  ctx: RequestContext,
  input: SignInPolicyInput,
  own: Runtime = runtime(),
): Promise<SignInPolicyView> {
  authorize(ctx, 'identity:write')
  const policy = parseInput(signInPolicyInput, input)
  const owner = ownerOf(ctx.scope)
  await ctx.db.tx(async (tx) => {
    const before = await findPolicy(tx, owner)
    if (policy.signOnOnly && before?.signOnOnly !== true) {
      await requireProvedProvider(tx, owner)
    }
    await putPolicy(tx, owner, { ...policy, updatedAt: ctx.clock.now() })
    await recordAudit(tx, ctx, {
      action: 'sign-in-policy.set',
      target: { kind: 'sign_in_policy', id: ctx.scope.kind },
      details: {
        before: { requireFactor: before?.requireFactor ?? false, signOnOnly: before?.signOnOnly ?? false },
        after: policy,
      },
    })
  })
  return await policyView(ctx, own, policy)
}

async function requireProvedProvider(tx: Tx, owner: Owner): Promise<void> {
  const active = (await findProviders(tx, owner)).filter(({ state }) => state === 'active')
  const accounts = await countAccounts(
    tx,
    active.map(({ id }) => id),
  )
  if (accounts.size > 0) return
  throw new DomainError(
    'precondition_failed',
    'Nobody has signed in by an active identity provider of this scope yet: sign-on only could lock everybody out. Sign in by one first.',
  )
}
