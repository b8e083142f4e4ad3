import { contains, operatorScope, scopeOfOwner, type Scope } from '#lib/core/scope.ts'
import type { Tx } from '#lib/infra/db/index.ts'
import type { Binding, MemberIdentity } from './identity.ts'
import type { SessionRow } from './session.ts'
import { isSignInWay, type SignInWay } from './sign-in-way.ts'
import { findPolicies, isSignOn, isWayAllowed, policyOf } from './sign-in-policy.ts'

/** What of a member's bindings a session opens, and what it asks for first. */
type SessionReach = Pick<MemberIdentity, 'bindings' | 'isConfined' | 'needsFactor'>

/**
 * What a session opens of the bindings that its member holds now. One that rests on the word of an identity provider
 * opens nothing outside of the provider's scope, and ends with the provider: null. Of the rest, the sign-in policies leave
 * what they allow to its way.
 */
export async function sessionReach(
  tx: Tx,
  { way, providerId, factorAt }: SessionRow,
  all: readonly Binding[],
): Promise<SessionReach | null> {
  if (!isSignInWay(way)) return null
  const within = await scopeOfSession(tx, way, providerId)
  if (within === null) return null
  const reached = all.filter(({ scope }) => contains(within, scope))
  const policies = await findPolicies(tx, reached)
  const bindings = reached.filter((binding) => isWayAllowed(policies, binding, way))
  if (!isSignOn(way)) return { bindings }
  const isFactorWanted = bindings.some(({ scope }) => policyOf(policies, scope).requireFactor)
  return {
    bindings,
    isConfined: reached.length < all.length,
    needsFactor: isFactorWanted && factorAt === null,
  }
}

/** The scope that a session can open at most; null when its provider is not active any more. */
async function scopeOfSession(tx: Tx, way: SignInWay, providerId: string | null): Promise<Scope | null> {
  if (!isSignOn(way)) return operatorScope
  const provider =
    providerId === null
      ? null
      : await tx.identityProvider.findUnique({
          where: { id: providerId, state: 'active' },
          select: { platformId: true, tenantId: true },
        })
  return provider === null ? null : scopeOfOwner(provider)
}
