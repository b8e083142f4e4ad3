import { z } from 'zod'
import type { RequestContext } from '#lib/infra/context/request-context.ts'
import type { Runtime } from '#lib/infra/context/runtime.ts'
import { parseInput } from '#lib/infra/http/parse-input.ts'
import type { Mailer } from '#lib/infra/mail/index.ts'
import { closeAccountNotice, prepareAccountNotice } from '#lib/modules/access/index.ts'

const input = z.strictObject({ noticeId: z.uuid() })

/** Mails a member what happened to the own account. Throws MailError so that it is tried again. */
export async function sendAccountNotice(
  ctx: RequestContext,
  given: z.input<typeof input>,
  parts: { readonly mailer: Mailer; readonly own: Runtime },
): Promise<'sent' | 'not_wanted'> {
  const { noticeId } = parseInput(input, given)
  const mail = await prepareAccountNotice(ctx, { noticeId }, parts.own)
  if (mail === null) return 'not_wanted'
  const { to, subject, text } = mail
  await parts.mailer.send({ to, subject, text, messageId: `account-${noticeId}@bailiwick` })
  await closeAccountNotice(ctx, { noticeId })
  return 'sent'
}
