import { z } from 'zod'
import { formatSeconds } from '#lib/core/duration.ts'
import type { RequestContext } from '#lib/infra/context/request-context.ts'
import type { Runtime } from '#lib/infra/context/runtime.ts'
import { parseInput } from '#lib/infra/http/parse-input.ts'
import type { Mailer } from '#lib/infra/mail/index.ts'
import { prepareKeyWarning } from '#lib/modules/access/index.ts'

const input = z.strictObject({ keyId: z.uuid(), days: z.int() })

/** Mails the owner of a key that ends soon; does nothing when it was revoked or rotated. Throws MailError so that it is tried again. */
export async function sendKeyWarning(
  ctx: RequestContext,
  given: z.input<typeof input>,
  parts: { readonly mailer: Mailer; readonly own: Runtime },
): Promise<'sent' | 'not_wanted'> {
  const { keyId, days } = parseInput(input, given)
  const mail = await prepareKeyWarning(ctx, { keyId }, parts.own)
  const leftMs = mail === null ? 0 : mail.expiresAt.getTime() - ctx.clock.now().getTime()
  // A rotation since the mail was asked for gave the key another end.
  if (mail === null || leftMs > days * 86_400_000) return 'not_wanted'
  const left = formatSeconds(leftMs / 1000)
  await parts.mailer.send({
    to: mail.to,
    subject: `Your API key ${mail.keyName} ends in ${left}`.replaceAll(/\s+/g, ' '),
    text: [
      `${mail.memberName}, your API key ${mail.keyName} (${mail.hint}) of ${mail.scopeName} ends at ${mail.expiresAt.toISOString()}, in ${left}.`,
      '',
      'Whatever calls with it is refused from then on. Rotate it before, with an overlap in which both credentials work:',
      mail.url,
    ].join('\n'),
    messageId: `apikey-${keyId}-${days}-${mail.expiresAt.getTime()}@bailiwick`,
  })
  return 'sent'
}
