import { DomainError } from '#lib/core/errors.ts'
import { authorize, type RequestContext } from '#lib/infra/context/request-context.ts'
import { runtime, type Runtime } from '#lib/infra/context/runtime.ts'
import { newRecoveryCodes, recoveryCodeHash } from '#lib/infra/auth/recovery-codes.ts'
import { recordAudit } from '#lib/modules/audit/index.ts'
import { requireMember } from './acting.ts'
import { notifyMember } from './notify-member.ts'
import type { ConfirmFactorOutput } from './schemas.ts'
import { readOwnAccount, replaceRecoveryCodes } from './sign-in-repository.ts'

/** Makes ten new recovery codes, shown only now; the earlier ones die, and the member is told by mail. */
export async function makeRecoveryCodes(
  ctx: RequestContext,
  own: Runtime = runtime(),
): Promise<ConfirmFactorOutput> {
  authorize(ctx, 'factor:write')
  const member = requireMember(ctx)
  const { hasAuthenticator, passkeys } = await readOwnAccount(own.database, member.id)
  if (!hasAuthenticator && passkeys === 0) {
    throw new DomainError('precondition_failed', 'There is no second factor yet. Enrol one first.')
  }
  const recoveryCodes = newRecoveryCodes()
  const hashes = recoveryCodes.map((one) => recoveryCodeHash(own.keyring.pepper, member.id, one))
  await ctx.db.tx(async (tx) => {
    await recordAudit(tx, ctx, {
      action: 'factor.make-recovery-codes',
      target: { kind: 'member', id: member.id, name: member.name },
      details: {
        before: { recoveryCodes: 'set' },
        after: { recoveryCodes: 'replaced' },
        made: recoveryCodes.length,
      },
    })
    await own.database.asAuth(async (auth) => await replaceRecoveryCodes(auth, member.id, hashes))
    await notifyMember(own, member, { kind: 'recovery_codes', address: ctx.ip })
  })
  return { recoveryCodes }
}
