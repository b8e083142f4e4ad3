// house: acts before a scope is known: it makes the first member and the first binding
import { DomainError, invalidField } from '#lib/core/errors.ts'
import type { RequestContext } from '#lib/infra/context/request-context.ts'
import { runtime, type Runtime } from '#lib/infra/context/runtime.ts'
import { bothKeyrings, equalBytes } from '#lib/infra/auth/keys.ts'
import { oneTimeHash } from '#lib/infra/auth/one-time-token.ts'
import { operatorOwner } from '#lib/infra/auth/seal.ts'
import { newId, type Tx } from '#lib/infra/db/index.ts'
import { parseInput } from '#lib/infra/http/parse-input.ts'
import { recordAudit } from '#lib/modules/audit/index.ts'
import { actingAs } from './acting-as.ts'
import { hashNewPassword } from './new-password.ts'
import { hasBindings, insertBinding, lockSetUp } from './repository.ts'
import { setUpOperatorInput, type SetUpOperatorInput, type SetUpOperatorOutput } from './schemas.ts'
import { findSetupCode, nameOperator, replaceAccount } from './sign-in-repository.ts'

const ROLE = 'operator_admin'

/**
 * Makes the first member, with the role operator admin. From a page it needs the code that the terminal shows; the
 * console needs none. Throws `precondition_failed` once anybody holds a role, also when two try at the same moment.
 */
export async function setUpOperator(
  ctx: RequestContext,
  input: SetUpOperatorInput,
  own: Runtime = runtime(),
): Promise<SetUpOperatorOutput> {
  const { code, name, email, password, organisation, timeZone } = parseInput(setUpOperatorInput, input)
  if (ctx.actor.kind !== 'console' && code === undefined) throw wrongCode()
  const passwordHash = await hashNewPassword(password, { name, email, organisation })
  const createdAt = ctx.clock.now()
  // The account belongs to the role `auth`, its binding to staff: the first commits inside the second, which holds the
  // lock and the audit entry. Cut off between the two, an account without any role remains, and set-up is still open.
  return await ctx.db.tx(async (tx) => {
    await lockSetUp(tx)
    if (await hasBindings(tx)) {
      throw new DomainError(
        'precondition_failed',
        'Bailiwick is set up already. Sign in, or ask an operator admin for an invitation.',
      )
    }
    const memberId = await own.database.asAuth(async (auth) => {
      if (ctx.actor.kind !== 'console') await checkCode(auth, own, code ?? '')
      await nameOperator(auth, organisation)
      return await replaceAccount(auth, { id: newId(), email, name, passwordHash, timeZone, createdAt })
    })
    await insertBinding(tx, { memberId, role: ROLE, owner: operatorOwner, createdAt, expiresAt: null })
    const acting = ctx.actor.kind === 'console' ? ctx : actingAs(ctx, { id: memberId, name, email })
    await recordAudit(tx, acting, {
      action: 'operator.set-up',
      target: { kind: 'member', id: memberId, name },
      details: { role: ROLE, organisation },
    })
    return { memberId, email }
  })
}

const wrongCode = (): DomainError =>
  invalidField(
    'code',
    'this is not the code that the terminal of npm start shows; a restart prints a new one, good for 24 hours',
  )

async function checkCode(auth: Tx, own: Runtime, code: string): Promise<void> {
  const stored = await findSetupCode(auth)
  const isRight =
    stored !== null &&
    bothKeyrings(own.keyring).some((one) => equalBytes(stored.hash, oneTimeHash(one, code)))
  if (!isRight || stored.expiresAt <= own.clock.now()) throw wrongCode()
}
