// house: acts before a scope is known: whoever signs in holds no permission yet
import type { RequestContext } from '#lib/infra/context/request-context.ts'
import type { Runtime } from '#lib/infra/context/runtime.ts'
import { earlierSessionsOf } from '#lib/infra/auth/session-access.ts'
import { createSession } from '#lib/infra/auth/session.ts'
import type { SignInWay } from '#lib/infra/auth/sign-in-way.ts'
import { recordAudit } from '#lib/modules/audit/index.ts'
import type { SecurityKind } from '#lib/modules/security/domain/kinds.ts'
import { recordSecurityEvent } from '#lib/modules/security/index.ts'
import { actingAs } from './acting-as.ts'
import { signOnOnlyFault } from './sign-on-only.ts'
import { deviceOf } from './device.ts'
import { isNewPlace } from './domain/network.ts'
import { notifyMember } from './notify-member.ts'

/** A member who was recognised, and how. */
export interface Recognised {
  readonly member: { readonly id: string; readonly name: string; readonly email: string }
  readonly way: SignInWay
  /** What was shown as second factor, in words for the audit entry; `none` leaves step-up closed. */
  readonly factor: string
  /** When that was; now, unless an identity provider says that it was earlier. */
  readonly factorAt?: Date | null
  /** The identity provider whose word it is; for the ways oidc and saml. */
  readonly provider?: { readonly id: string; readonly name: string }
  /** Until when it lasts at most, by the word of that provider. */
  readonly sessionEndsAt?: Date | null
  readonly userAgent: string | null
  /** For the way password: the hash that was matched. */
  readonly passwordHash?: string | undefined
}

/** A session that was begun; its id goes into the cookie and nowhere else. */
export interface BegunSession {
  readonly ok: true
  readonly sid: string
  readonly memberId: string
}

/**
 * Begins the session of a member whom one of the ways in has recognised: the one door through which all of them go, and
 * the place of the sign-in policy. The audit entry is written before the session exists. Throws `SignOnOnlyError` for a
 * way that opens none of the member's scopes.
 */
export async function beginSession(
  ctx: RequestContext,
  { member, way, factor, factorAt, provider, sessionEndsAt = null, userAgent, passwordHash }: Recognised,
  own: Runtime,
): Promise<BegunSession> {
  const fault = await signOnOnlyFault(own, member.id, way)
  const device = deviceOf(userAgent)
  const here = { device: device.key, address: ctx.ip }
  const earlier = await own.database.asAuth(async (auth) => await earlierSessionsOf(auth, member.id))
  const places = earlier.map((one) => ({ device: deviceOf(one.userAgent).key, address: one.ip }))
  const isNew = isNewPlace(places, here)
  await ctx.db.tx(async (tx) => {
    await recordSecurityEvent(tx, actingAs(ctx, member), {
      kind: eventKind({ isRefused: fault !== null, isNew }),
      userAgent,
      details: { way, factor, device: device.name, ...(fault === null ? {} : { reason: 'sign_on_only' }) },
    })
    await recordAudit(tx, actingAs(ctx, member), {
      action: fault === null ? 'session.begin' : 'session.refuse',
      target: { kind: 'member', id: member.id, name: member.name },
      details: {
        way,
        factor,
        device: device.name,
        ...(provider === undefined ? {} : { provider: provider.name, providerId: provider.id }),
        ...(fault === null ? {} : { reason: 'sign_on_only' }),
      },
    })
  })
  if (fault !== null) throw fault
  const shownAt = factorAt === undefined ? own.clock.now() : factorAt
  const sid = await createSession(own, {
    memberId: member.id,
    way,
    ...(provider === undefined ? {} : { providerId: provider.id }),
    factorAt: factor === 'none' ? null : shownAt,
    isFactorOfProvider: factor === 'provider',
    endsAt: sessionEndsAt,
    ip: ctx.ip,
    userAgent,
    passwordHash,
  })
  if (isNew) {
    await notifyMember(own, member, { kind: 'new_device', device: device.name, address: ctx.ip, way })
  }
  return { ok: true, sid, memberId: member.id }
}

function eventKind(session: { readonly isRefused: boolean; readonly isNew: boolean }): SecurityKind {
  if (session.isRefused) return 'sign-in.failed'
  return session.isNew ? 'sign-in.new-device' : 'sign-in.succeeded'
}
