import { authorize, type RequestContext } from '#lib/infra/context/request-context.ts'
import type { Mailer } from '#lib/infra/mail/index.ts'
import { findNamedMember, findOperatorAdmins } from './recovery-repository.ts'

/** Mails all operator admins that somebody's access was recovered on the machine. Throws MailError so that it is tried again. */
export async function tellOfRecovery(
  ctx: RequestContext,
  { memberId }: { readonly memberId: string },
  { mailer, recoveryId }: { readonly mailer: Mailer; readonly recoveryId: string },
): Promise<void> {
  authorize(ctx, 'operator:write')
  const { admins, member } = await ctx.db.read(async (tx) => ({
    admins: await findOperatorAdmins(tx),
    member: await findNamedMember(tx, memberId),
  }))
  if (member === null) return
  const text = [
    `Somebody with access to the machine recovered the access of ${member.name}, ${member.email}:`,
    'the second factors are gone, all sessions ended, and a link for a new password was printed there.',
    '',
    'If nobody of you did this, the machine itself is in other hands: act on it now. The audit chain of the operator',
    'has the entry access.recover with the user of the machine.',
  ].join('\n')
  for (const to of admins) {
    await mailer.send({
      to,
      subject: `Access of ${member.name} was recovered on the machine`.replaceAll(/\s+/g, ' '),
      text,
      messageId: `access-recovered-${recoveryId}-${Buffer.from(to).toString('hex').slice(0, 40)}@bailiwick`,
    })
  }
}
