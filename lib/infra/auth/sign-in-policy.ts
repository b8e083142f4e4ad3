import { contains, ownerOf, scopeOfOwner, WIDTH, type Scope } from '#lib/core/scope.ts'
import type { Tx } from '#lib/infra/db/index.ts'
import type { Binding } from './identity.ts'
import type { SignInWay } from './sign-in-way.ts'

/** A scope that requires something of one below it. */
export type ScopeAbove = Exclude<Scope['kind'], 'tenant'>

const ABOVE: readonly ScopeAbove[] = ['platform', 'operator']

/** A column that says which scope above requires something; null where none does. */
export const toScopeAbove = (text: string | null): ScopeAbove | null =>
  ABOVE.find((kind) => kind === text) ?? null

/** How members may come in to a scope and to what is below it. */
export interface SignInPolicy {
  readonly scope: Scope
  /** The scope above that requires a second factor of this one, whatever it asks for itself; null for none. */
  readonly factorFrom: ScopeAbove | null
  /** The same of sign-on only. */
  readonly signOnFrom: ScopeAbove | null
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
    select: {
      platformId: true,
      tenantId: true,
      requireFactor: true,
      signOnOnly: true,
      factorFrom: true,
      signOnFrom: true,
    },
  })
  return rows.map(({ requireFactor, signOnOnly, factorFrom, signOnFrom, ...owner }) => ({
    scope: scopeOfOwner(owner),
    requireFactor,
    signOnOnly,
    factorFrom: toScopeAbove(factorFrom),
    signOnFrom: toScopeAbove(signOnFrom),
  }))
}

/** What holds for a scope, and the widest kind of scope that asks for it; null where none does. */
export interface PolicyInForce {
  readonly requireFactor: boolean
  readonly signOnOnly: boolean
  readonly by: { readonly requireFactor: Scope['kind'] | null; readonly signOnOnly: Scope['kind'] | null }
}

/** The widest of some kinds of scope; null for none. */
export const widestKind = (kinds: readonly (Scope['kind'] | null)[]): Scope['kind'] | null =>
  kinds.flatMap((kind) => kind ?? []).toSorted((a, b) => WIDTH[b] - WIDTH[a])[0] ?? null

/** What holds for a scope: a wider policy can be made stricter below, never looser. */
export function policyOf(policies: readonly SignInPolicy[], scope: Scope): PolicyInForce {
  const above = policies.filter((policy) => contains(policy.scope, scope))
  const own = (isAsked: boolean, policy: SignInPolicy) => (isAsked ? policy.scope.kind : null)
  const by = {
    requireFactor: widestKind(
      above.flatMap((policy) => [policy.factorFrom, own(policy.requireFactor, policy)]),
    ),
    signOnOnly: widestKind(above.flatMap((policy) => [policy.signOnFrom, own(policy.signOnOnly, policy)])),
  }
  return { requireFactor: by.requireFactor !== null, signOnOnly: by.signOnOnly !== null, by }
}

/**
 * True when a session that began in this way may use a binding. An operator admin always may: when the provider is away,
 * somebody has to be able to mend it.
 */
export const isWayAllowed = (policies: readonly SignInPolicy[], binding: Binding, way: SignInWay): boolean =>
  isSignOn(way) || binding.role === 'operator_admin' || !policyOf(policies, binding.scope).signOnOnly
