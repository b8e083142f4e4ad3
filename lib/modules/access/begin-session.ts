// house: acts before a scope is known: whoever signs in holds no permission yet
import type { RequestContext } from '#lib/infra/context/request-context.ts'
import type { Runtime } from '#lib/infra/context/runtime.ts'
import { createSession, type SignInWay } from '#lib/infra/auth/session.ts'
import { recordAudit } from '#lib/modules/audit/index.ts'
import { actingAs } from './acting.ts'

/** A member who was recognised, and how. */
export interface Recognised {
  readonly member: { readonly id: string; readonly name: string; readonly email: string }
  readonly way: SignInWay
  /** What was shown as second factor, in words for the audit entry; `none` leaves step-up closed. */
  readonly factor: string
  readonly userAgent: string | null
}

/** A session that was begun; its id goes into the cookie and nowhere else. */
export interface BegunSession {
  readonly ok: true
  readonly sid: string
  readonly memberId: string
}

/**
 * Begins the session of a member whom one of the ways in has recognised: the one door through which all of them go. The
 * audit entry is written before the session exists.
 */
export async function beginSession(
  ctx: RequestContext,
  { member, way, factor, userAgent }: Recognised,
  own: Runtime,
): Promise<BegunSession> {
  await ctx.db.tx(async (tx) => {
    await recordAudit(tx, actingAs(ctx, member), {
      action: 'session.begin',
      target: { kind: 'member', id: member.id, name: member.name },
      details: { way, factor },
    })
  })
  const sid = await createSession(own, {
    memberId: member.id,
    way,
    factorAt: factor === 'none' ? null : own.clock.now(),
    ip: ctx.ip,
    userAgent,
  })
  return { ok: true, sid, memberId: member.id }
}
