import { languageOf, SOURCE_LANGUAGE, type Language } from '#lib/core/language.ts'
import { formatScopeParam, scopeOfOwner } from '#lib/core/scope.ts'
import { authorize, type RequestContext } from '#lib/infra/context/request-context.ts'
import { runtime, type Runtime } from '#lib/infra/context/runtime.ts'
import { findApiKey } from './credential-repository.ts'
import { findScopeName } from './repository.ts'
import { findPersonAnywhere } from './sign-in-repository.ts'

/** What stands in the mail about a key that ends soon. */
export interface KeyWarning {
  readonly to: string
  readonly memberName: string
  readonly language: Language
  readonly keyName: string
  readonly hint: string
  readonly scopeName: string
  readonly expiresAt: Date
  /** The page on which it is rotated. */
  readonly url: string
}

/** What the owner of a key is told before it ends; null when there is nobody or nothing to tell any more. For jobs. */
export async function prepareKeyWarning(
  ctx: RequestContext,
  { keyId }: { readonly keyId: string },
  own: Runtime = runtime(),
): Promise<KeyWarning | null> {
  authorize(ctx, 'apikey:create')
  const found = await ctx.db.read(async (tx) => {
    const key = await findApiKey(tx, keyId)
    return key === null ? null : { key, scopeName: await findScopeName(tx, scopeOfOwner(key)) }
  })
  if (found === null) return null
  const { key, scopeName } = found
  const { memberId, expiresAt } = key
  if (memberId === null || expiresAt === null || key.revokedAt !== null || expiresAt <= ctx.clock.now()) {
    return null
  }
  // The owner may be bound above this scope, which then cannot see them.
  const owner = await findPersonAnywhere(own.database, memberId)
  if (owner === null || owner.state !== 'active') return null
  return {
    to: owner.email,
    memberName: owner.name,
    language: languageOf(owner.language) ?? SOURCE_LANGUAGE,
    keyName: key.name,
    hint: key.hint,
    scopeName,
    expiresAt,
    url: `${own.publicUrl}/api-keys?scope=${formatScopeParam(scopeOfOwner(key))}`,
  }
}
