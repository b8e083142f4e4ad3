import { contains, parseScopeParam, type Scope } from '#lib/core/scope.ts'
import { resolveScope } from '#lib/infra/auth/identify.ts'
import type { Tx } from '#lib/infra/db/index.ts'
import { readDisabledFrom, readMemberState } from './sign-in-repository.ts'

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

/** What an entry says in place of a scope that its readers must not learn. */
const ANOTHER_SCOPE = 'another scope'

/** Whether a member is on, as an entry says it. */
export type StateOnRecord = Readonly<Record<'state', string> & Record<'disabledFrom', string | null>>

/**
 * Whether a member is on, and by the word of which scope they are not, as an entry of the chain of `scope` says it. One beside
 * it, or gone, is not named there: whoever reads this chain must not learn in which other tenant somebody is a member. Runs as
 * the role `auth`.
 */
export async function stateOnRecord(auth: Tx, memberId: string, scope: Scope): Promise<StateOnRecord> {
  const { state, disabledFrom } = await readMemberState(auth, memberId)
  const isTold = disabledFrom === null || (await isAboveOrWithin(auth, disabledFrom, scope))
  return { state, disabledFrom: isTold ? disabledFrom : ANOTHER_SCOPE }
}

async function isAboveOrWithin(auth: Tx, disabledFrom: string, scope: Scope): Promise<boolean> {
  const ref = parseScopeParam(disabledFrom)
  const from = ref === null ? null : await resolveScope(auth, ref)
  return from !== null && (contains(from, scope) || contains(scope, from))
}
