import { DomainError, invalidField } from '#lib/core/errors.ts'
import { authorize, type RequestContext } from '#lib/infra/context/request-context.ts'
import { runtime, type Runtime } from '#lib/infra/context/runtime.ts'
import { STEP_UP_MINUTES, type CurrentSession } from '#lib/infra/auth/identity.ts'
import { markFactorShown } from '#lib/infra/auth/session.ts'
import { parseInput } from '#lib/infra/http/parse-input.ts'
import { recordAudit } from '#lib/modules/audit/index.ts'
import { recordSecurityEvent } from '#lib/modules/security/index.ts'
import { requireMember, requireSession } from './acting.ts'
import { reserveAttempt } from './attempts.ts'
import { checkFactor } from './check-factor.ts'
import { checkPasskey } from './check-passkey.ts'
import { notingWaits } from './noting-waits.ts'
import { notifyMember } from './notify-member.ts'
import { stepUpInput, type ShownPasskey, type StepUpInput, type StepUpOutput } from './schemas.ts'
import { clearFailures, findAccountById, hasFactor, type Account } from './sign-in-repository.ts'

type Shown = 'totp' | 'recovery' | 'passkey' | null

/**
 * Opens actions that need step-up for five minutes, in this session, by a passkey, a code of the app or a recovery code.
 * Wrong ones count like wrong passwords; wrong codes make the account wait.
 */
export async function stepUp(
  ctx: RequestContext,
  input: StepUpInput,
  own: Runtime = runtime(),
): Promise<StepUpOutput> {
  authorize(ctx, 'profile:read-own')
  const member = requireMember(ctx)
  const session = requireSession(ctx)
  const { code, passkey } = parseInput(stepUpInput, input)
  const field = passkey === undefined ? 'code' : 'passkey'
  const waitingFor = async (): Promise<Account> =>
    await notingWaits(
      ctx,
      { member, way: 'step-up' },
      async () => await reserve(own, member.id, { waits: true }),
    )
  const factor =
    passkey === undefined
      ? await checkFactor(own, await waitingFor(), code ?? '')
      : await checkOwnPasskey(own, member.id, session, passkey)
  const now = ctx.clock.now()
  await ctx.db.tx(async (tx) => {
    await recordAudit(tx, ctx, {
      action: factor === null ? 'session.refuse-step-up' : 'session.step-up',
      target: { kind: 'member', id: member.id, name: member.name },
      details: { factor },
    })
    if (factor === null) {
      await recordSecurityEvent(tx, ctx, { kind: 'step-up.failed', details: { reason: `wrong ${field}` } })
      return
    }
    if (factor === 'recovery')
      await notifyMember(own, member, { kind: 'recovery_code_used', address: ctx.ip })
    await own.database.asAuth(async (auth) => {
      await clearFailures(auth, member.id)
      await markFactorShown(auth, session.hash, now)
    })
  })
  if (factor === null) throw invalidField(field, REFUSED[field])
  const openUntil = new Date(now.getTime() + STEP_UP_MINUTES * 60_000)
  return { openUntil: openUntil.toISOString(), usedRecoveryCode: factor === 'recovery' }
}

const REFUSED = {
  code: 'this code is wrong or was used already; wait for the next one, or use a recovery code',
  passkey: 'this passkey was not accepted; try it again, or use another second factor',
}

async function checkOwnPasskey(
  own: Runtime,
  memberId: string,
  session: CurrentSession,
  passkey: ShownPasskey,
): Promise<Shown> {
  const proof = { purpose: 'step-up', browsers: [session.hash], passkey, memberId } as const
  if ((await checkPasskey(own, proof)).verdict === 'right') return 'passkey'
  await reserve(own, memberId, { waits: false })
  return null
}

/** Counts an attempt before it is known to be right. What nobody can guess need not wait for earlier ones. */
async function reserve(
  own: Runtime,
  memberId: string,
  { waits }: { readonly waits: boolean },
): Promise<Account> {
  return await own.database.asAuth(async (auth) => {
    const account = await findAccountById(auth, memberId)
    if (account === null || !hasFactor(account)) {
      throw new DomainError(
        'precondition_failed',
        'There is no second factor yet. Enrol one on your profile first.',
      )
    }
    const again = async (): Promise<Account | null> => await findAccountById(auth, memberId)
    const attempt = await reserveAttempt(auth, account, own.clock.now(), again)
    if (attempt.kind === 'wait' && waits) {
      throw new DomainError(
        'limit_exceeded',
        `Too many wrong codes. Try again in ${attempt.seconds} seconds.`,
        { retryAfterSeconds: attempt.seconds },
      )
    }
    return account
  })
}
