import { DomainError, invalidField } from '#lib/core/errors.ts'
import { authorize, type RequestContext } from '#lib/infra/context/request-context.ts'
import { runtime, type Runtime } from '#lib/infra/context/runtime.ts'
import { sessionOf } from '#lib/infra/context/access.ts'
import { newRecoveryCodes, recoveryCodeHash } from '#lib/infra/auth/recovery-codes.ts'
import { endSessionsOf, markFactorShown } from '#lib/infra/auth/session.ts'
import { verifyTotp } from '#lib/infra/auth/totp.ts'
import { parseInput } from '#lib/infra/http/parse-input.ts'
import { recordAudit } from '#lib/modules/audit/index.ts'
import { requireMember } from './acting.ts'
import { notifyMember } from './notify-member.ts'
import { factorPlace } from './check-factor.ts'
import { confirmFactorInput, type ConfirmFactorInput, type ConfirmFactorOutput } from './schemas.ts'
import { findAccountById, readOwnAccount, storeFactor, type ProvedFactor } from './sign-in-repository.ts'

const nothingPending = (): DomainError =>
  new DomainError('precondition_failed', 'No enrolment is under way. Begin one and scan its code first.')

/**
 * Makes the enrolled factor count once a code proves that an app has it. Returns ten recovery codes, shown only now;
 * earlier ones die, and so does every other session of the member.
 */
export async function confirmFactor(
  ctx: RequestContext,
  input: ConfirmFactorInput,
  own: Runtime = runtime(),
): Promise<ConfirmFactorOutput> {
  authorize(ctx, 'factor:write')
  const member = requireMember(ctx)
  const { code } = parseInput(confirmFactorInput, input)
  const recoveryCodes = newRecoveryCodes()
  const hadFactor = (await readOwnAccount(own.database, member.id)).hasAuthenticator
  const factor = await prove(own, member.id, code, recoveryCodes)
  const session = sessionOf(ctx)
  const now = ctx.clock.now()
  await ctx.db.tx(async (tx) => {
    await recordAudit(tx, ctx, {
      action: 'factor.confirm',
      target: { kind: 'member', id: member.id, name: member.name },
      details: { kind: 'totp', recoveryCodes: recoveryCodes.length },
    })
    await own.database.asAuth(async (auth) => {
      if (!(await storeFactor(auth, factor))) throw nothingPending()
      await endSessionsOf(auth, member.id, now, { reason: 'factor', except: session?.id })
      if (session !== null) await markFactorShown(auth, session.hash, now)
    })
    if (hadFactor) await notifyMember(own, member, { kind: 'factor', address: ctx.ip })
  })
  return { recoveryCodes }
}

async function prove(
  own: Runtime,
  memberId: string,
  code: string,
  recoveryCodes: readonly string[],
): Promise<ProvedFactor> {
  const pending = (await own.database.asAuth(async (auth) => await findAccountById(auth, memberId)))
    ?.totpPending
  if (pending === null || pending === undefined) throw nothingPending()
  const secret = await own.sealer.open(factorPlace('totp_pending', memberId), pending)
  const step = await verifyTotp({
    secret,
    code: code.replaceAll(/\s/g, ''),
    lastStep: null,
    now: own.clock.now(),
  })
  if (step === null) {
    throw invalidField(
      'code',
      'this is not the code that the app shows now; check that the clock of the phone is right',
    )
  }
  return {
    memberId,
    pending: new Uint8Array(pending),
    sealed: await own.sealer.seal(factorPlace('totp_secret', memberId), secret),
    step,
    recoveryHashes: recoveryCodes.map((one) => recoveryCodeHash(own.keyring.pepper, memberId, one)),
  }
}
