import { DomainError } from '#lib/core/errors.ts'
import { ownerOf, type Owner } from '#lib/core/scope.ts'
import { authorize, type RequestContext } from '#lib/infra/context/request-context.ts'
import { runtime, type Runtime } from '#lib/infra/context/runtime.ts'
import type { Tx } from '#lib/infra/db/index.ts'
import { parseInput } from '#lib/infra/http/parse-input.ts'
import { recordAudit } from '#lib/modules/audit/index.ts'
import { actingAbove } from './acting-above.ts'
import { demandAfter, withoutOwn, type Demand } from './domain/floor.ts'
import { demandsOf } from './policy-demands.ts'
import { policyView } from './policy-view.ts'
import { changePolicy, countAccounts, findProviders, holdPolicy } from './repository.ts'
import { signInPolicyInput, type SignInPolicyInput, type SignInPolicyView } from './schemas.ts'

/**
 * Sets how members come in to the scope of the request and to what is below it; what is left out stays. What somebody of a
 * scope above sets here is that scope's requirement, beside what this one asks for itself: it holds until lifted from there.
 * What this one asks for itself ends from above only where that is said (`stopAsking`), not by lifting what is required.
 * It holds for open sessions from their next request on. Throws `precondition_failed` for sign-on only where nobody could
 * come in by sign-on. Of two changes at once the second one begins with what the first one left.
 */
export async function setSignInPolicy(
  ctx: RequestContext,
  input: SignInPolicyInput,
  own: Runtime = runtime(),
): Promise<SignInPolicyView> {
  authorize(ctx, 'identity:write')
  const wanted = parseInput(signInPolicyInput, input)
  const owner = ownerOf(ctx.scope)
  const by = actingAbove(ctx)
  const policy = await ctx.db.tx(async (tx) => {
    const now = ctx.clock.now()
    const stored = await holdPolicy(tx, owner, now)
    const before = demandsOf(stored)
    const after = (name: DemandName, demand: Demand): Demand => {
      const said = demandAfter(demand, wanted[name], by)
      return wanted.stopAsking?.includes(name) === true ? withoutOwn(said, by) : said
    }
    const factor = after('requireFactor', before.factor)
    const signOn = after('signOnOnly', before.signOn)
    if (isAsked(signOn) && !isAsked(before.signOn)) await requireProvedProvider(tx, owner)
    const data = {
      requireFactor: factor.own,
      signOnOnly: signOn.own,
      factorFrom: factor.from,
      signOnFrom: signOn.from,
    }
    await changePolicy(tx, stored.id, { ...data, updatedAt: now })
    await recordAudit(tx, ctx, {
      action: 'sign-in-policy.set',
      target: { kind: 'sign_in_policy', id: ctx.scope.kind },
      details: {
        before: recorded(before),
        after: recorded({ factor, signOn }),
      },
    })
    return data
  })
  return await policyView(ctx, own, policy)
}

type DemandName = NonNullable<SignInPolicyInput['stopAsking']>[number]

const isAsked = ({ own, from }: Demand): boolean => own || from !== null

/** What holds by this policy, and which scope above requires it, where one does. */
const recorded = ({ factor, signOn }: ReturnType<typeof demandsOf>) => ({
  requireFactor: isAsked(factor),
  signOnOnly: isAsked(signOn),
  ...(factor.from === null ? {} : { factorFrom: factor.from }),
  ...(signOn.from === null ? {} : { signOnFrom: signOn.from }),
})

async function requireProvedProvider(tx: Tx, owner: Owner): Promise<void> {
  const active = (await findProviders(tx, owner)).filter(
    ({ state, makerUntil }) => state === 'active' && makerUntil === null,
  )
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
