import { contains, operatorScope, scopeOfOwner, WIDTH, type Scope } from '#lib/core/scope.ts'
import type { Tx } from '#lib/infra/db/index.ts'
import type { Binding, MemberIdentity } from './identity.ts'
import type { SessionRow } from './session.ts'
import { isSignInWay, type SignInWay } from './sign-in-way.ts'
import { findPolicies, isSignOn, isWayAllowed, policyOf, toScopeAbove } from './sign-in-policy.ts'

/** What of a member's bindings a session opens, and what it asks for first. */
type SessionReach = Pick<MemberIdentity, 'bindings' | 'isConfined' | 'needsFactor'>

/**
 * What a session opens of the bindings that its member holds now. One that rests on the word of an identity provider
 * opens nothing outside of the provider's scope, and ends with the provider: null. Of the rest, the sign-in policies leave
 * what they allow to its way.
 */
export async function sessionReach(
  tx: Tx,
  { way, providerId, factorAt, factorByProvider }: SessionRow,
  all: readonly Binding[],
): Promise<SessionReach | null> {
  if (!isSignInWay(way)) return null
  const place = await placeOfSession(tx, way, providerId)
  if (place === null) return null
  const { within, believedBy } = place
  const reached = all.filter(({ scope }) => contains(within, scope))
  const policies = await findPolicies(tx, reached)
  const bindings = reached.filter((binding) => isWayAllowed(policies, binding, way))
  if (!isSignOn(way)) return { bindings }
  // What a provider says it saw counts as far as whoever believes it reaches: not for a requirement of a scope above that.
  const isShown = (by: Scope['kind']): boolean =>
    factorAt !== null && (!factorByProvider || WIDTH[believedBy] >= WIDTH[by])
  const isFactorMissing = bindings.some(({ scope }) => {
    const { requireFactor: by } = policyOf(policies, scope).by
    return by !== null && !isShown(by)
  })
  return { bindings, isConfined: reached.length < all.length, needsFactor: isFactorMissing }
}

interface SessionPlace {
  /** The scope that a session can open at most. */
  readonly within: Scope
  /** The kind of scope that believes what the provider of the session says. */
  readonly believedBy: Scope['kind']
}

/** Where a session belongs; null when its provider is not active any more. */
async function placeOfSession(
  tx: Tx,
  way: SignInWay,
  providerId: string | null,
): Promise<SessionPlace | null> {
  if (!isSignOn(way)) return { within: operatorScope, believedBy: 'operator' }
  const provider =
    providerId === null
      ? null
      : await tx.identityProvider.findUnique({
          where: { id: providerId, state: 'active' },
          select: { platformId: true, tenantId: true, settingsFrom: true },
        })
  if (provider === null) return null
  const within = scopeOfOwner(provider)
  return { within, believedBy: toScopeAbove(provider.settingsFrom) ?? within.kind }
}
