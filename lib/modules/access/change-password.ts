import { DomainError, invalidField } from '#lib/core/errors.ts'
import { operatorScope } from '#lib/core/scope.ts'
import { authorize, type RequestContext } from '#lib/infra/context/request-context.ts'
import { runtime, type Runtime } from '#lib/infra/context/runtime.ts'
import { sessionOf } from '#lib/infra/context/access.ts'
import { verifyPassword } from '#lib/infra/auth/password.ts'
import { endSessionsOf } from '#lib/infra/auth/session.ts'
import { parseInput } from '#lib/infra/http/parse-input.ts'
import { recordAudit } from '#lib/modules/audit/index.ts'
import { recordSecurityEvent } from '#lib/modules/security/index.ts'
import { requireMember } from './acting.ts'
import { reserveOwnAttempt } from './attempts.ts'
import { endPending } from './end-pending.ts'
import { hashNewPassword } from './new-password.ts'
import { notingWaits } from './noting-waits.ts'
import { notifyMember } from './notify-member.ts'
import { findScopeName } from './repository.ts'
import { changePasswordInput, type ChangePasswordInput, type EndedSessions } from './schemas.ts'
import { changePasswordHash, clearFailures } from './sign-in-repository.ts'

/**
 * Changes the own password, by the present one and a fresh second factor. Every other session ends, and the member is
 * told by mail. Wrong guesses of the present one count like those at sign-in.
 */
export async function changePassword(
  ctx: RequestContext,
  input: ChangePasswordInput,
  own: Runtime = runtime(),
): Promise<EndedSessions> {
  authorize(ctx, 'factor:write')
  const member = requireMember(ctx)
  const { current, password } = parseInput(changePasswordInput, input)
  const account = await notingWaits(
    ctx,
    { member, way: 'password-change' },
    async () => await reserveOwnAttempt(own, member.id),
  )
  if (account.passwordHash === null) {
    throw new DomainError('precondition_failed', 'You have no password: you sign in by another way.')
  }
  if (!(await verifyPassword(account.passwordHash, current)).matches) {
    throw invalidField('current', 'this is not your present password')
  }
  const organisation = await own.database.asAuth(async (auth) => await findScopeName(auth, operatorScope))
  const passwordHash = await hashNewPassword(password, {
    name: member.name,
    email: member.email,
    organisation,
  })
  return await ctx.db.tx(async (tx) => {
    await recordAudit(tx, ctx, {
      action: 'password.change',
      target: { kind: 'member', id: member.id, name: member.name },
      details: { before: { password: 'set' }, after: { password: 'replaced' } },
    })
    const ended = await own.database.asAuth(async (auth) => {
      await changePasswordHash(auth, member.id, passwordHash)
      await clearFailures(auth, member.id)
      await endPending(auth, member.id, ctx.clock.now())
      return await endSessionsOf(auth, member.id, ctx.clock.now(), {
        reason: 'password',
        except: sessionOf(ctx)?.id,
      })
    })
    await recordSecurityEvent(tx, ctx, { kind: 'password.changed', details: { by: 'the present password' } })
    await notifyMember(own, member, { kind: 'password', address: ctx.ip })
    return { ended }
  })
}
