import { authorize, type RequestContext } from '#lib/infra/context/request-context.ts'
import { runtime, type Runtime } from '#lib/infra/context/runtime.ts'
import { newTotpSecret, qrSvg, totpUri } from '#lib/infra/auth/totp.ts'
import { recordAudit } from '#lib/modules/audit/index.ts'
import { requireMember } from './acting.ts'
import { factorPlace } from './check-factor.ts'
import type { StartFactorEnrolmentOutput } from './schemas.ts'
import { storePendingFactor } from './sign-in-repository.ts'

/** Makes a new secret for the own second factor. It counts once `confirmFactor` has seen a code made with it. */
export async function startFactorEnrolment(
  ctx: RequestContext,
  own: Runtime = runtime(),
): Promise<StartFactorEnrolmentOutput> {
  authorize(ctx, 'factor:write')
  const member = requireMember(ctx)
  const secret = newTotpSecret()
  const sealed = await own.sealer.seal(factorPlace('totp_pending', member.id), secret)
  await ctx.db.tx(async (tx) => {
    await recordAudit(tx, ctx, {
      action: 'factor.start-enrolment',
      target: { kind: 'member', id: member.id, name: member.name },
    })
    await own.database.asAuth(async (auth) => await storePendingFactor(auth, member.id, sealed))
  })
  const uri = totpUri(secret, member.email)
  return { secret, uri, qrSvg: qrSvg(uri) }
}
