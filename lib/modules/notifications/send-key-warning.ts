import { z } from 'zod'
import { formatSeconds } from '#lib/core/duration.ts'
import { sayIn } from '#lib/core/words.ts'
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
  const say = sayIn(mail.language)
  const { memberName: member, keyName: key, hint, scopeName: scope } = mail
  await parts.mailer.send({
    to: mail.to,
    subject: say('Your API key {key} ends in {left}', { key, left }).replaceAll(/\s+/g, ' '),
    text: [
      say('{member}, your API key {key} ({hint}) of {scope} ends at {time}, in {left}.', {
        member,
        key,
        hint,
        scope,
        time: mail.expiresAt.toISOString(),
        left,
      }),
      '',
      say(
        'Whatever calls with it is refused from then on. Rotate it before, with an overlap in which both credentials work:',
      ),
      mail.url,
    ].join('\n'),
    messageId: `apikey-${keyId}-${days}-${mail.expiresAt.getTime()}@bailiwick`,
  })
  return 'sent'
}
