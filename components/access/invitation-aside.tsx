import { EvidenceCard } from '#components/ui/evidence-card.tsx'
import { KeyValueList } from '#components/ui/key-value.tsx'
import { FullMoment } from '#components/ui/time.tsx'
import type { PreviewInvitationOutput } from '#lib/modules/access/schemas.ts'
import { AsideHead } from './auth-frame.tsx'
import { roleWord } from './role-word.ts'

const LEVELS = { operator: 'Operator', platform: 'Platform', tenant: 'Tenant' } as const

/** What the invitation opens, who sent it, and until when it is good. */
export function InvitationAside({ invitation }: { invitation: PreviewInvitationOutput }) {
  const { scopeKind, scopeName, role, invitedBy, expiresAt } = invitation
  return (
    <>
      <AsideHead title="What this invitation opens">You see this scope and nothing beside it.</AsideHead>
      <EvidenceCard title={scopeName}>
        <KeyValueList
          isLoose
          facts={[
            { label: LEVELS[scopeKind], value: scopeName },
            { label: 'Role', value: roleWord(role) },
            { label: 'Invited by', value: invitedBy },
            { label: 'Good until', value: <FullMoment at={expiresAt} /> },
            { label: 'Works', value: 'once' },
          ]}
        />
      </EvidenceCard>
      <p className="text-small text-fg-3">
        Not meant for you? Close this page: looking at it has changed nothing.
      </p>
    </>
  )
}
