import { z } from 'zod'
import { authorize, type RequestContext } from '#lib/infra/context/request-context.ts'
import type { Runtime } from '#lib/infra/context/runtime.ts'
import { parseInput } from '#lib/infra/http/parse-input.ts'
import type { Mailer } from '#lib/infra/mail/index.ts'
import { recordAudit } from '#lib/modules/audit/index.ts'
import { findMailAddress, lockNotice, markMailed } from './notice-repository.ts'

const input = z.strictObject({ noticeId: z.uuid() })

/**
 * Mails a notice once; does nothing when it went out before or its member is not active any more. Throws MailError so that
 * it is tried again. For jobs.
 */
export async function sendNotice(
  ctx: RequestContext,
  given: z.input<typeof input>,
  parts: { readonly mailer: Mailer; readonly own: Runtime },
): Promise<'sent' | 'not_wanted'> {
  authorize(ctx, 'profile:write')
  const { noticeId } = parseInput(input, given)
  return await ctx.db.tx(async (tx) => {
    const notice = await lockNotice(tx, noticeId)
    const to = notice === null ? null : await findMailAddress(tx, notice.memberId)
    if (notice === null || to === null || notice.mailedAt !== null) return 'not_wanted'
    await parts.mailer.send({
      to,
      subject: notice.title.replaceAll(/\s+/g, ' ').slice(0, 200),
      text: [notice.title, '', notice.text, '', `${parts.own.publicUrl}${notice.path}`].join('\n'),
      messageId: `notice-${noticeId}@bailiwick`,
    })
    await markMailed(tx, noticeId, ctx.clock.now())
    await recordAudit(tx, ctx, {
      action: 'notice.mail',
      target: { kind: 'notice', id: noticeId },
      owner: { platformId: notice.platformId, tenantId: notice.tenantId },
    })
    return 'sent'
  })
}
