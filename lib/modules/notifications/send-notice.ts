import { z } from 'zod'
import { languageOf, SOURCE_LANGUAGE } from '#lib/core/language.ts'
import { retellNotice } from '#lib/core/words.ts'
import { authorize, type RequestContext } from '#lib/infra/context/request-context.ts'
import type { Runtime } from '#lib/infra/context/runtime.ts'
import { parseInput } from '#lib/infra/http/parse-input.ts'
import type { Mailer } from '#lib/infra/mail/index.ts'
import { recordAudit } from '#lib/modules/audit/index.ts'
import { findMailReader, lockNotice, markMailed } from './notice-repository.ts'

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
    const reader = notice === null ? null : await findMailReader(tx, notice.memberId)
    if (notice === null || reader === null || notice.mailedAt !== null) return 'not_wanted'
    const language = languageOf(reader.language) ?? SOURCE_LANGUAGE
    const title = retellNotice(language, notice.title)
    const text = retellNotice(language, notice.text)
    await parts.mailer.send({
      to: reader.email,
      subject: title.replaceAll(/\s+/g, ' ').slice(0, 200),
      text: [title, '', text, '', `${parts.own.publicUrl}${notice.path}`].join('\n'),
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
