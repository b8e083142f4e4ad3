import { scopeKey } from '#lib/core/scope.ts'
import { policyOf, widestKind } from '#lib/infra/auth/sign-in-policy.ts'
import type { RequestContext } from '#lib/infra/context/request-context.ts'
import type { Runtime } from '#lib/infra/context/runtime.ts'
import { actingAbove } from './acting-above.ts'
import { demandSeen } from './domain/floor.ts'
import { demandsOf, type StoredPolicy } from './policy-demands.ts'
import { readPolicies } from './repository.ts'
import type { SignInPolicyView } from './schemas.ts'

/** The policy of the scope of a request beside what scopes above it ask for, of everybody below them or of it alone. */
export async function policyView(
  ctx: RequestContext,
  own: Runtime,
  policy: StoredPolicy | null,
): Promise<SignInPolicyView> {
  const all = await readPolicies(own.database, ctx.scope)
  const wider = policyOf(
    all.filter(({ scope }) => scopeKey(scope) !== scopeKey(ctx.scope)),
    ctx.scope,
  )
  const by = actingAbove(ctx)
  const { factor, signOn } = demandsOf(policy)
  const seen = { factor: demandSeen(factor, by), signOn: demandSeen(signOn, by) }
  return {
    requireFactor: seen.factor.isOwn,
    signOnOnly: seen.signOn.isOwn,
    fromAbove: {
      requireFactor: wider.requireFactor || seen.factor.isAbove,
      signOnOnly: wider.signOnOnly || seen.signOn.isAbove,
    },
    requiredBy: {
      requireFactor: widestKind([wider.by.requireFactor, factor.from]),
      signOnOnly: widestKind([wider.by.signOnOnly, signOn.from]),
    },
    asked: { requireFactor: factor.own, signOnOnly: signOn.own },
    actsFrom: by,
  }
}
