'use client'
import { useText } from '#components/language/use-text.ts'
import { isAsItComes } from '#components/shell/list-filter.ts'
import type { ListAddress } from '#components/shell/list-table.tsx'
import { PageFrame } from '#components/shell/page-frame.tsx'
import { useScope } from '#components/shell/shell-context.tsx'
import { useAskedAct } from '#components/shell/use-asked-act.ts'
import { Button } from '#components/ui/button.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import type { Role } from '#lib/core/permissions.ts'
import type { MemberSort } from '#lib/modules/access/domain/member-sorts.ts'
import type { ListMembersOutput } from '#lib/modules/access/schemas.ts'
import { InvitationsPanel } from './invitations-panel.tsx'
import { InviteDialog } from './invite-dialog.tsx'
import { MembersPanel } from './members-panel.tsx'
import type { MemberRights } from './member-rights.ts'
import { SessionLimitsPanel } from './session-limits-panel.tsx'

/** Properties of `MembersScreen`. */
export interface MembersScreenProps {
  readonly scope: string
  readonly address: ListAddress<MemberSort>
  /** What the server knew when it made the page; null where the reader's role does not reach. */
  readonly first: ListMembersOutput | null
  readonly may: MemberRights
  /** Roles that the reader can hand on in this scope. */
  readonly roles: readonly Role[]
}

/** Who has access to a scope with which role, and who is invited. */
export function MembersScreen({ scope, address, first, may, roles }: MembersScreenProps) {
  const t = useText('members')
  const level = useScope()?.kind ?? 'tenant'
  const [isInviting, setIsInviting] = useAskedAct('inviteMember', may.invite)
  return (
    <PageFrame crumbs={[{ label: t('title') }]}>
      <PageHeader
        title={t('title')}
        answer={t('answer', { level })}
        actions={
          <Button
            kind="ink"
            icon="plus"
            disabledReason={may.invite ? undefined : t('mayNotInvite')}
            onClick={() => setIsInviting(true)}
          >
            {t('invite')}
          </Button>
        }
      />
      <MembersPanel scope={scope} address={address} first={first} may={may} roles={roles} />
      <InvitationsPanel
        scope={scope}
        // Other screens read the same list for its members, so no narrowed page may pass for it.
        first={isAsItComes(address.spec, address.filter) ? first : null}
        mayInvite={may.invite}
      />
      {scope === 'operator' ? <SessionLimitsPanel mayChange={may.setLimits} /> : null}
      <InviteDialog scope={scope} roles={roles} isOpen={isInviting} onClose={() => setIsInviting(false)} />
    </PageFrame>
  )
}
