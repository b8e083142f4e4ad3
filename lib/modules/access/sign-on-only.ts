// house: acts before a scope is known: whoever signs in holds no permission yet
import { DomainError } from '#lib/core/errors.ts'
import { memberId } from '#lib/core/ids.ts'
import { contains, scopeOfOwner } from '#lib/core/scope.ts'
import { presentBindings } from '#lib/infra/auth/identify.ts'
import { findPolicies, isSignOn, isWayAllowed } from '#lib/infra/auth/sign-in-policy.ts'
import type { Binding } from '#lib/infra/auth/identity.ts'
import type { SignInWay } from '#lib/infra/auth/sign-in-way.ts'
import type { Runtime } from '#lib/infra/context/runtime.ts'
import type { Tx } from '#lib/infra/db/index.ts'

/** The identity provider that a member is sent to. */
interface Leading {
  readonly id: string
  readonly name: string
}

/** Thrown when every role of a member lies where only sign-on is accepted. */
export class SignOnOnlyError extends DomainError {
  /** Where to go instead; null when there is no active provider. */
  readonly provider: Leading | null

  constructor(provider: Leading | null) {
    super(
      'forbidden',
      provider === null
        ? 'Your organisation lets its members in by sign-on only, and its identity provider is not active. Ask an admin.'
        : `Your organisation lets its members in by sign-on only: continue with ${provider.name}.`,
    )
    this.name = 'SignOnOnlyError'
    this.provider = provider
  }
}

/** What keeps a member out who came in this way; null when the session may begin. */
export async function signOnOnlyFault(
  own: Runtime,
  id: string,
  way: SignInWay,
): Promise<SignOnOnlyError | null> {
  if (isSignOn(way)) return null
  return await own.database.asAuth(async (tx) => {
    const bindings = await presentBindings(tx, memberId(id), own.clock.now())
    const policies = await findPolicies(tx, bindings)
    // Somebody without any role is let in as ever, and told so by the page.
    if (bindings.length === 0 || bindings.some((binding) => isWayAllowed(policies, binding, way))) return null
    return new SignOnOnlyError(await leadingProvider(tx, bindings))
  })
}

async function leadingProvider(tx: Tx, bindings: readonly Binding[]): Promise<Leading | null> {
  const rows = await tx.identityProvider.findMany({
    where: { state: 'active', makerUntil: null },
    orderBy: { id: 'asc' },
    select: { id: true, name: true, platformId: true, tenantId: true },
  })
  const found = rows.find((row) => bindings.some(({ scope }) => contains(scopeOfOwner(row), scope)))
  return found === undefined ? null : { id: found.id, name: found.name }
}
