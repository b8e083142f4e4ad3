import { contains, ownerOf, scopeOfOwner, type Scope } from '#lib/core/scope.ts'
import type { Tx } from '#lib/infra/db/index.ts'
import type { Binding } from './identity.ts'
import type { SignInWay } from './sign-in-way.ts'

/** How members may come in to a scope and to what is below it. */
export interface SignInPolicy {
  readonly scope: Scope
  /** True when a second factor has to be shown, here or at the provider. */
  readonly requireFactor: boolean
  /** True when only the word of an identity provider opens this scope. */
  readonly signOnOnly: boolean
}

/** True for the ways that rest on the word of an identity provider. */
export const isSignOn = (way: string): boolean => way === 'oidc' || way === 'saml'

/** Policies at or above any of these bindings; as the role `auth`. */
export async function findPolicies(tx: Tx, bindings: readonly Binding[]): Promise<readonly SignInPolicy[]> {
  const owners = bindings.map(({ scope }) => ownerOf(scope))
  const rows = await tx.signInPolicy.findMany({
    where: {
      OR: [
        { platformId: null },
        { platformId: { in: owners.flatMap(({ platformId }) => platformId ?? []) }, tenantId: null },
        { tenantId: { in: owners.flatMap(({ tenantId }) => tenantId ?? []) } },
      ],
    },
    select: { platformId: true, tenantId: true, requireFactor: true, signOnOnly: true },
  })
  return rows.map(({ requireFactor, signOnOnly, ...owner }) => ({
    scope: scopeOfOwner(owner),
    requireFactor,
    signOnOnly,
  }))
}

/** What holds for a scope: a wider policy can be made stricter below, never looser. */
export function policyOf(
  policies: readonly SignInPolicy[],
  scope: Scope,
): Pick<SignInPolicy, 'requireFactor' | 'signOnOnly'> {
  const above = policies.filter((policy) => contains(policy.scope, scope))
  return {
    requireFactor: above.some((policy) => policy.requireFactor),
    signOnOnly: above.some((policy) => policy.signOnOnly),
  }
}

/**
 * True when a session that began in this way may use a binding. An operator admin always may: when the provider is away,
 * somebody has to be able to mend it.
 */
export const isWayAllowed = (policies: readonly SignInPolicy[], binding: Binding, way: SignInWay): boolean =>
  isSignOn(way) || binding.role === 'operator_admin' || !policyOf(policies, binding.scope).signOnOnly
