import { DomainError, invalidField } from '#lib/core/errors.ts'
import { authorize, type RequestContext } from '#lib/infra/context/request-context.ts'
import { runtime, type Runtime } from '#lib/infra/context/runtime.ts'
import { sessionOf } from '#lib/infra/context/access.ts'
import { STEP_UP_MINUTES } from '#lib/infra/auth/identity.ts'
import { markFactorShown } from '#lib/infra/auth/session.ts'
import { parseInput } from '#lib/infra/http/parse-input.ts'
import { recordAudit } from '#lib/modules/audit/index.ts'
import { requireMember } from './acting.ts'
import { reserveOwnAttempt } from './attempts.ts'
import { checkFactor } from './check-factor.ts'
import { stepUpInput, type StepUpInput, type StepUpOutput } from './schemas.ts'
import { clearFailures, type Account } from './sign-in-repository.ts'

/**
 * Opens actions that need step-up for five minutes, in this session, by a code of the app or a recovery code. Wrong
 * codes count like wrong passwords and make the account wait.
 */
export async function stepUp(
  ctx: RequestContext,
  input: StepUpInput,
  own: Runtime = runtime(),
): Promise<StepUpOutput> {
  authorize(ctx, 'profile:read-own')
  const member = requireMember(ctx)
  const session = sessionOf(ctx)
  if (session === null) throw new DomainError('precondition_failed', 'This request came without a session.')
  const { code } = parseInput(stepUpInput, input)
  const factor = await checkFactor(own, await accountOf(own, member.id), code)
  const now = ctx.clock.now()
  await ctx.db.tx(async (tx) => {
    await recordAudit(tx, ctx, {
      action: factor === null ? 'session.refuse-step-up' : 'session.step-up',
      target: { kind: 'member', id: member.id, name: member.name },
      details: { factor },
    })
    if (factor === null) return
    await own.database.asAuth(async (auth) => {
      await clearFailures(auth, member.id)
      await markFactorShown(auth, session.hash, now)
    })
  })
  if (factor === null) {
    throw invalidField(
      'code',
      'this code is wrong or was used already; wait for the next one, or use a recovery code',
    )
  }
  const openUntil = new Date(now.getTime() + STEP_UP_MINUTES * 60_000)
  return { openUntil: openUntil.toISOString(), usedRecoveryCode: factor === 'recovery' }
}

async function accountOf(own: Runtime, memberId: string): Promise<Account> {
  const account = await reserveOwnAttempt(own, memberId)
  if (account.totpSecret !== null) return account
  throw new DomainError(
    'precondition_failed',
    'There is no second factor yet. Enrol one on your profile first.',
  )
}
