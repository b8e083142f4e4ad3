import type { Text } from '#components/language/use-text.ts'
import type { BulkAct } from '#components/shell/bulk/bulk-act.ts'
import type { InvitationView } from '#lib/modules/access/schemas.ts'
import { resendInvitation } from './api/resend-invitation.ts'
import { revokeInvitation } from './api/revoke-invitation.ts'

/** What can be done to several invitations at once; `isOurs` tells those that can be dealt with from this scope. */
export function invitationActs(
  t: Text<'members'>,
  scope: string,
  isOurs: (invitation: InvitationView) => boolean,
): readonly BulkAct<InvitationView>[] {
  const shared = { can: isOurs, tables: ['invitation', 'audit_entry'] } as const
  return [
    {
      ...shared,
      name: 'resend',
      verb: t('invitations.resend'),
      isDangerous: false,
      run: async ({ id }) => await resendInvitation(scope).send({ invitationId: id }),
      ask: (count) => t('bulk.resend.ask', { count }),
      effect: t('bulk.resend.effect'),
      done: (count) => t('bulk.resend.done', { count }),
    },
    {
      ...shared,
      name: 'revoke',
      verb: t('invitations.revoke'),
      isDangerous: true,
      run: async ({ id }) => await revokeInvitation(scope).send({ invitationId: id }),
      ask: (count) => t('bulk.revoke.ask', { count }),
      effect: t('bulk.revoke.effect'),
      done: (count) => t('bulk.revoke.done', { count }),
    },
  ]
}
