import { z } from 'zod'
import { formatSeconds } from '#lib/core/duration.ts'
import type { RequestContext } from '#lib/infra/context/request-context.ts'
import type { Runtime } from '#lib/infra/context/runtime.ts'
import { parseInput } from '#lib/infra/http/parse-input.ts'
import type { Mailer } from '#lib/infra/mail/index.ts'
import { prepareInvitationMail } from '#lib/modules/access/index.ts'

const input = z.strictObject({ invitationId: z.uuid() })

/** Mails the link of an invitation; does nothing when it is no longer open. Throws MailError so that it is tried again. */
export async function sendInvitation(
  ctx: RequestContext,
  given: z.input<typeof input>,
  parts: { readonly mailer: Mailer; readonly own: Runtime },
): Promise<'sent' | 'not_wanted'> {
  const { invitationId } = parseInput(input, given)
  const mail = await prepareInvitationMail(ctx, { invitationId }, parts.own)
  if (mail === null) return 'not_wanted'
  const left = formatSeconds((mail.expiresAt.getTime() - ctx.clock.now().getTime()) / 1000)
  const text = [
    `${mail.name}, ${mail.invitedBy} invites you to ${mail.scopeName} on Bailiwick, as ${mail.role.replaceAll('_', ' ')}.`,
    '',
    `Open this link within ${left} and set your password:`,
    mail.url,
    '',
    'The link works once. If you did not expect it, do nothing: it ends by itself.',
  ].join('\n')
  await parts.mailer.send({
    to: mail.to,
    subject: `Invitation to ${mail.scopeName}`.replaceAll(/\s+/g, ' '),
    text,
    messageId: `invitation-${invitationId}@bailiwick`,
  })
  return 'sent'
}
