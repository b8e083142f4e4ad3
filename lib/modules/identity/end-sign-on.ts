// house: acts before a scope is known: whoever comes back from a provider is nobody until its answer was checked
import type { RequestContext } from '#lib/infra/context/request-context.ts'
import type { SignInWay } from '#lib/infra/auth/sign-in-way.ts'
import { beginSession } from '#lib/modules/access/index.ts'
import type { IdentityRuntime } from './identity-runtime.ts'
import { openProvider, requireOpen } from './open-provider.ts'
import { recordRefusal } from './record-refusal.ts'
import type { ProviderRow } from './repository.ts'
import { SignOnRefusal } from './sign-on-refusal.ts'

/** What the browser brings back from a provider. */
export interface SignOnAnswer {
  /** From the address: each provider has its own. */
  readonly providerId: string
  /** The query with its question mark, as it came. */
  readonly search: string
  readonly cookieOf: (name: string) => string | null
  readonly userAgent: string | null
}

/** A session that began, and where to go. */
export interface FinishedSignOn {
  readonly sid: string
  readonly target: string
}

/** Whom an answer proved, and where they wanted to go. */
export interface Proved {
  readonly member: { readonly id: string; readonly name: string; readonly email: string }
  /** When the provider saw a second factor; null when it says nothing of one, or is not trusted with it. */
  readonly factorAt: Date | null
  /** Until when the provider says that the session lasts; null where it does not say. */
  readonly sessionEndsAt: Date | null
  readonly target: string
}

/** One kind of provider: how its answer is proved. */
export interface SignOnKind {
  readonly way: Extract<SignInWay, 'oidc' | 'saml'>
  readonly prove: (provider: ProviderRow) => Promise<Proved>
}

/**
 * Ends a sign-on of either kind: whom the answer proved gets a session that reaches no further than the provider's scope, and lasts no longer than the provider says.
 * Throws SignOnRefusal, which is recorded.
 */
export async function endSignOn(
  ctx: RequestContext,
  own: IdentityRuntime,
  { providerId, userAgent }: SignOnAnswer,
  { way, prove }: SignOnKind,
): Promise<FinishedSignOn> {
  const provider = await openProvider(own, providerId)
  try {
    await requireOpen(own, provider)
    const { member, factorAt, sessionEndsAt, target } = await prove(provider)
    const factor = factorAt === null ? 'none' : 'provider'
    const { id, name } = provider
    const recognised = { member, way, provider: { id, name }, factor, factorAt, sessionEndsAt, userAgent }
    const { sid } = await beginSession(ctx, recognised, own)
    return { sid, target }
  } catch (error) {
    if (error instanceof SignOnRefusal) await recordRefusal(ctx, own, provider, error)
    throw error
  }
}
