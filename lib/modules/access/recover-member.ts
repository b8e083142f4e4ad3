import { randomBytes } from 'node:crypto'
import { DomainError, invalidField } from '#lib/core/errors.ts'
import { oneTimeHash } from '#lib/infra/auth/one-time-token.ts'
import { authorize, type RequestContext } from '#lib/infra/context/request-context.ts'
import { runtime, type Runtime } from '#lib/infra/context/runtime.ts'
import { writeOutbox } from '#lib/infra/jobs/index.ts'
import { parseInput } from '#lib/infra/http/parse-input.ts'
import { recordAudit } from '#lib/modules/audit/index.ts'
import { accessRecovered } from './jobs.ts'
import { findRecoverable, insertRecoveryLink, resetAccess } from './recovery-repository.ts'
import { recoverMemberInput, type RecoverMemberInput } from './schemas/recovery.ts'

/** Minutes for which the printed link is good. */
const LINK_MINUTES = 15

/** What the machine prints. */
export interface RecoveredAccess {
  readonly memberId: string
  readonly email: string
  readonly sessionsEnded: number
  /** Sets a new password, once. Its token stands behind `#`, which browsers send to nobody. */
  readonly url: string
  readonly expiresAt: Date
}

/**
 * Break-glass on the machine: takes password and second factors of a member away, ends all sessions, and makes a link with which the
 * member sets a new password and enrols anew. Written down, and mailed to all operator admins. Only the console may; throws
 * `invalid_input` for somebody who is no member.
 */
export async function recoverMember(
  ctx: RequestContext,
  input: RecoverMemberInput,
  own: Runtime = runtime(),
): Promise<RecoveredAccess> {
  authorize(ctx, 'operator:write')
  if (ctx.actor.kind !== 'console')
    throw new DomainError(
      'forbidden',
      'Access is recovered on the machine itself: npm run bailiwick -- access recover.',
    )
  const named = parseInput(recoverMemberInput, input).member
  const member = await findRecoverable(own.database, named)
  if (member === null)
    throw invalidField('MEMBER', `there is no member with the address or the id ${JSON.stringify(named)}`)
  const now = ctx.clock.now()
  const token = `bw_rec_${randomBytes(32).toString('base64url')}`
  const expiresAt = new Date(now.getTime() + LINK_MINUTES * 60_000)
  const sessionsEnded = await ctx.db.tx(async (tx) => {
    await recordAudit(tx, ctx, {
      action: 'access.recover',
      target: { kind: 'member', id: member.id, name: member.name },
      details: { until: expiresAt.toISOString() },
    })
    await writeOutbox(tx, accessRecovered, { platformId: null, tenantId: null }, { memberId: member.id })
    return await own.database.asAuth(async (auth) => {
      await insertRecoveryLink(auth, {
        tokenHash: oneTimeHash(own.keyring, token),
        memberId: member.id,
        createdAt: now,
        expiresAt,
      })
      return await resetAccess(auth, member.id, now)
    })
  })
  return {
    memberId: member.id,
    email: member.email,
    sessionsEnded,
    url: `${own.publicUrl}/recover#${token}`,
    expiresAt,
  }
}
