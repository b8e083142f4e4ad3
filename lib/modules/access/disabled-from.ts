import { contains, parseScopeParam, type Scope } from '#lib/core/scope.ts'
import { resolveScope } from '#lib/infra/auth/identify.ts'
import type { Tx } from '#lib/infra/db/index.ts'
import { readDisabledFrom } from './sign-in-repository.ts'

/**
 * The scope that switched a member off, where that is wider than the one by which somebody acts now; null where they may
 * switch them on. One that is gone keeps nobody out, and neither does one beside. Runs as the role `auth`.
 */
export async function disabledAbove(auth: Tx, memberId: string, acting: Scope): Promise<Scope | null> {
  const from = parseScopeParam((await readDisabledFrom(auth, memberId)) ?? '')
  const scope = from === null ? null : await resolveScope(auth, from)
  const isAbove = scope !== null && contains(scope, acting) && !contains(acting, scope)
  return isAbove ? scope : null
}
