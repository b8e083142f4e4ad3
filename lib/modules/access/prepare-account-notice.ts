import { z } from 'zod'
import { notFound } from '#lib/core/errors.ts'
import { authorize, type RequestContext } from '#lib/infra/context/request-context.ts'
import { runtime, type Runtime } from '#lib/infra/context/runtime.ts'
import { emailChangeToken, unlockToken } from '#lib/infra/auth/one-time-token.ts'
import { noticeMail, type AccountNotice, type NoticeMail } from './domain/account-notice.ts'
import { findNotice } from './notice-repository.ts'

const address = z.string().nullable()
const PLAIN_KINDS = [
  'password',
  'factor',
  'recovery_codes',
  'email_changed',
  'passkey_added',
  'passkey_removed',
  'recovery_code_used',
] as const
const stored = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('new_device'), device: z.string(), address, way: z.string() }),
  z.object({ kind: z.enum(PLAIN_KINDS), address }),
  z.object({ kind: z.literal('email_asked'), newEmail: z.string(), address }),
  z.object({ kind: z.literal('email_confirm'), changeId: z.string(), expiresAt: z.iso.datetime() }),
  z.object({
    kind: z.literal('account_locked'),
    unlockId: z.string(),
    expiresAt: z.iso.datetime(),
    address,
  }),
])

/** The mail of a notice that waits, with its address; null once it went out. For jobs; throws `not_found` for others. */
export async function prepareAccountNotice(
  ctx: RequestContext,
  { noticeId }: { readonly noticeId: string },
  own: Runtime = runtime(),
): Promise<(NoticeMail & { readonly to: string }) | null> {
  authorize(ctx, 'operator:write')
  if (ctx.scope.kind !== 'operator') throw notFound()
  const row = await ctx.db.read(async (tx) => await findNotice(tx, noticeId))
  if (row === null) throw notFound()
  if (row.sentAt !== null) return null
  const details: object = typeof row.details === 'object' && row.details !== null ? row.details : {}
  const parsed = stored.parse({ ...details, kind: row.kind })
  const notice = withLink(own, parsed)
  const { name, timeZone } = row.member
  const mail = noticeMail(notice, { name, timeZone, at: row.createdAt, publicUrl: own.publicUrl })
  return { ...mail, to: row.toEmail }
}

/** The notice with its link, which is made only now: no token is kept. */
function withLink(own: Runtime, parsed: z.infer<typeof stored>): AccountNotice {
  switch (parsed.kind) {
    case 'email_confirm': {
      const link = `${own.publicUrl}/confirm-email#${emailChangeToken(own.keyring, parsed.changeId)}`
      return { kind: parsed.kind, link, expiresAt: new Date(parsed.expiresAt) }
    }
    case 'account_locked': {
      const link = `${own.publicUrl}/unlock#${unlockToken(own.keyring, parsed.unlockId)}`
      return { kind: parsed.kind, link, expiresAt: new Date(parsed.expiresAt), address: parsed.address }
    }
    default:
      return parsed
  }
}
