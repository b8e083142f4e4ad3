import { useText } from '#components/language/use-text.ts'
import { EvidenceCard } from '#components/ui/evidence-card.tsx'
import { KeyValueList } from '#components/ui/key-value.tsx'
import { FullMoment } from '#components/ui/time.tsx'
import type { PreviewInvitationOutput } from '#lib/modules/access/schemas.ts'
import { AsideHead } from './auth-frame.tsx'
import { roleText } from './role-word.ts'

/** What the invitation opens, who sent it, and until when it is good. */
export function InvitationAside({ invitation }: { invitation: PreviewInvitationOutput }) {
  const t = useText('access-public')
  const roles = useText('roles')
  const { scopeKind, scopeName, role, invitedBy, expiresAt } = invitation
  return (
    <>
      <AsideHead title={t('invitation.opens')}>{t('invitation.opensText')}</AsideHead>
      <EvidenceCard title={scopeName}>
        <KeyValueList
          isLoose
          facts={[
            { label: t(`invitation.${scopeKind}`), value: scopeName },
            { label: t('invitation.role'), value: roleText(roles, role) },
            { label: t('invitation.by'), value: invitedBy },
            { label: t('invitation.until'), value: <FullMoment at={expiresAt} /> },
            { label: t('invitation.works'), value: t('invitation.once') },
          ]}
        />
      </EvidenceCard>
      <p className="text-small text-fg-3">{t('invitation.notMeant')}</p>
    </>
  )
}
