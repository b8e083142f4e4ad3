// house: acts before a scope is known: whoever signs in holds no permission yet
import type { RequestContext } from '#lib/infra/context/request-context.ts'
import { runtime, type Runtime } from '#lib/infra/context/runtime.ts'
import { browserHashes } from '#lib/infra/auth/browser-cookie.ts'
import { recordAudit } from '#lib/modules/audit/index.ts'
import { noteSecurityEvent, recordSecurityEvent } from '#lib/modules/security/index.ts'
import { actingAs } from './acting-as.ts'
import { beginSession, type BegunSession } from './begin-session.ts'
import {
  answeredEvenly,
  checkCredentials,
  type CredentialVerdict,
  type Credentials,
} from './check-credentials.ts'
import { isStillToCome, type FactorRefusal } from './judge-factor.ts'
import { maskEmail, normalizeEmail } from './domain/email.ts'
import { lockAccount } from './lock-account.ts'
import { noteWaited, unrecorded } from './noting-waits.ts'
import { notifyMember } from './notify-member.ts'
import { signInInput, type SignInInput } from './schemas.ts'

/** Why somebody was not signed in. `wrong` says nothing about which part was wrong, or whether there is such a member. */
export type SignInRefusal =
  | { readonly reason: 'wrong' | FactorRefusal }
  | { readonly reason: 'wait'; readonly seconds: number; readonly isLocked: boolean }

/** A session that was begun, or why none was. */
export type SignInResult = BegunSession | ({ readonly ok: false } & SignInRefusal)

/** The request of somebody who signs in. */
export type SignInRequest = SignInInput & {
  readonly userAgent?: string | null
  /** Value of the cookie of the browser, to which a passkey is bound; empty when it has none. */
  readonly browser?: string
  /** The Cookie header, in which the device may be one that the account knows. */
  readonly cookies?: string | null
}

/**
 * Signs a member in with password and second factor and begins a session. Every evaluated attempt leaves an entry in
 * the operator's audit chain, written before the session exists. Malformed input is refused like a wrong password.
 */
export async function signIn(
  ctx: RequestContext,
  { userAgent = null, browser = '', cookies = null, ...input }: SignInRequest,
  own: Runtime = runtime(),
): Promise<SignInResult> {
  const credentials = {
    ...readCredentials(input),
    browsers: browserHashes(own.keyring, browser),
    address: ctx.ip,
    cookies,
  }
  const verdict = await answeredEvenly(
    async () => {
      const judged = await checkCredentials(own, credentials)
      await recordRefusal(ctx, own, judged, { email: credentials.email, userAgent })
      return judged
    },
    (judged) => judged.verdict !== 'right',
  )
  if (verdict.verdict !== 'right') return { ok: false, ...refusalOf(verdict) }
  // Whoever did not use it themselves learns at once that somebody has their password and a code.
  if (verdict.factor === 'recovery')
    await notifyMember(own, verdict.member, { kind: 'recovery_code_used', address: ctx.ip })
  return await beginSession(
    ctx,
    {
      member: verdict.member,
      way: 'password',
      factor: verdict.factor,
      userAgent,
      passwordHash: verdict.passwordHash,
    },
    own,
  )
}

function readCredentials(input: SignInInput): Omit<Credentials, 'browsers' | 'address' | 'cookies'> {
  const parsed = signInInput.safeParse(input)
  if (parsed.success) return { ...parsed.data, code: parsed.data.code, passkey: parsed.data.passkey }
  // No account has this address or this password; it is answered in the same words and the same time.
  return {
    email: normalizeEmail(input.email).slice(0, 254),
    password: '',
    code: undefined,
    passkey: undefined,
  }
}

function refusalOf(verdict: Exclude<CredentialVerdict, { verdict: 'right' }>): SignInRefusal {
  return verdict.verdict === 'wait'
    ? { reason: 'wait', seconds: verdict.seconds, isLocked: verdict.isLocked }
    : { reason: verdict.verdict }
}

interface Tried {
  readonly email: string
  readonly userAgent: string | null
}

/**
 * Attempts that were not looked at (a wait) leave an event that counts them, and one entry an hour; half ones (the code is
 * still to come) leave nothing.
 */
async function recordRefusal(
  ctx: RequestContext,
  own: Runtime,
  verdict: CredentialVerdict,
  { email, userAgent }: Tried,
): Promise<void> {
  if (verdict.verdict === 'right') return
  if (verdict.verdict === 'wait') {
    const { member } = verdict
    const details = {
      way: 'password',
      reason: verdict.isLocked ? 'locked' : 'too many wrong attempts',
    } as const
    const about = member === null ? {} : { memberId: member.id }
    await noteSecurityEvent(ctx, { kind: 'sign-in.waited', userAgent, details, ...about }, own)
    // The answer does not wait for it: where nobody has the address there is mostly nothing to write, and the moment of an
    // answer must not tell which of both it was.
    noteWaited(ctx, { member, email, ...details }).catch(unrecorded(ctx))
    return
  }
  if (verdict.verdict !== 'wrong' && isStillToCome(verdict.verdict)) return
  const { member } = verdict
  const acting = member === null ? ctx : actingAs(ctx, member)
  await ctx.db.tx(async (tx) => {
    await recordSecurityEvent(tx, acting, {
      kind: verdict.verdict === 'wrong' ? 'sign-in.failed' : 'factor.failed',
      userAgent,
      details: { way: 'password', reason: verdict.verdict, isMember: member !== null },
    })
    await recordAudit(tx, acting, {
      action: 'session.refuse',
      target: {
        kind: 'member',
        id: member?.id ?? 'unknown',
        ...(member === null ? {} : { name: member.name }),
      },
      details: { reason: verdict.verdict, ...(member === null ? { email: maskEmail(email) } : {}) },
    })
  })
  if (verdict.locks && member !== null) await lockAccount(ctx, own, member)
}
