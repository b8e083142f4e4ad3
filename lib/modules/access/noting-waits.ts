import { networkKey } from '#lib/core/network.ts'
import { DomainError } from '#lib/core/errors.ts'
import type { RequestContext } from '#lib/infra/context/request-context.ts'
import { noteRefused } from '#lib/modules/audit/index.ts'
import { actingAs } from './acting-as.ts'
import { maskEmail } from './domain/email.ts'

/** An attempt that was not looked at. */
export interface Waited {
  /** The account; null when there is none with this address. */
  readonly member: { readonly id: string; readonly name: string; readonly email: string } | null
  readonly email: string
  readonly way: 'password' | 'link' | 'step-up' | 'password-change'
  readonly reason: string
}

/**
 * Puts an attempt on record that was not looked at, because the account is locked or others have to be waited for: once an
 * hour for an account and why, or for a network where there is none.
 */
export async function noteWaited(ctx: RequestContext, { member, email, way, reason }: Waited): Promise<void> {
  const about =
    member === null
      ? { acting: ctx, matter: `waits ${networkKey(ctx.ip)}`, target: { kind: 'member', id: 'unknown' } }
      : {
          acting: actingAs(ctx, member),
          matter: `${way}: ${reason}`,
          target: { kind: 'member', id: member.id, name: member.name },
        }
  const { acting, matter, target } = about
  await noteRefused(acting, {
    matter,
    action: way === 'step-up' ? 'session.refuse-step-up' : 'session.refuse',
    target,
    details: { way, reason, ...(member === null ? { email: maskEmail(email) } : {}) },
  })
}

/** Logs that the entry about a wait cannot be written. It decides nothing: the answer stays a wait. */
export const unrecorded =
  (ctx: RequestContext) =>
  (error: unknown): void =>
    ctx.log.error({ err: error }, 'a wait could not be put on record')

/** Runs what counts an attempt of a known member, and puts it on record where they have to wait. */
export async function notingWaits<T>(
  ctx: RequestContext,
  { member, way }: { readonly member: NonNullable<Waited['member']>; readonly way: Waited['way'] },
  run: () => Promise<T>,
): Promise<T> {
  try {
    return await run()
  } catch (error) {
    if (error instanceof DomainError && error.code === 'limit_exceeded')
      await noteWaited(ctx, {
        member,
        email: member.email,
        way,
        reason: 'too many wrong attempts',
      }).catch(unrecorded(ctx))
    throw error
  }
}
