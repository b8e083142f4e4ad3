import { scopeKey } from '#lib/core/scope.ts'
import { policyOf } from '#lib/infra/auth/sign-in-policy.ts'
import type { RequestContext } from '#lib/infra/context/request-context.ts'
import type { Runtime } from '#lib/infra/context/runtime.ts'
import { readPolicies, type PolicyData } from './repository.ts'
import type { SignInPolicyView } from './schemas.ts'

/** The policy of the scope of a request beside what scopes above it ask for. */
export async function policyView(
  ctx: RequestContext,
  own: Runtime,
  policy: PolicyData | null,
): Promise<SignInPolicyView> {
  const all = await readPolicies(own.database, ctx.scope)
  const above = all.filter(({ scope }) => scopeKey(scope) !== scopeKey(ctx.scope))
  return {
    requireFactor: policy?.requireFactor ?? false,
    signOnOnly: policy?.signOnOnly ?? false,
    fromAbove: policyOf(above, ctx.scope),
  }
}
