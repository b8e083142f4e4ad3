'use client'
import { useQuery } from '@tanstack/react-query'
import { useText } from '#components/language/use-text.ts'
import { PageFrame } from '#components/shell/page-frame.tsx'
import { NeutralBadge } from '#components/ui/badge.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { Panel, RuledList, RuledRow } from '#components/ui/panel.tsx'
import type { ListChannelsOutput, ListPasskeysOutput, ProfileView } from '#lib/modules/access/schemas.ts'
import type { ListInboxOutput } from '#lib/modules/notifications/schemas.ts'
import { profileQuery } from './api/profile-query.ts'
import { ChannelsPanel } from './channels-panel.tsx'
import { InboxPanel } from './inbox-panel.tsx'
import { OwnSignInPanel } from './own-sign-in-panel.tsx'
import { PasskeysPanel } from './passkeys-panel.tsx'
import { ProfileForm } from './profile-form.tsx'
import { roleText } from './role-word.ts'
import { SessionsPanel } from './sessions-panel.tsx'
import { SignOutButton } from './sign-out-button.tsx'
import { RoleEnd, RoleEndAdvice } from './role-end.tsx'
import { useScopeWords } from './use-scope-words.ts'

/** Properties of `ProfileScreen`. */
export interface ProfileScreenProps {
  readonly scope: string
  /** What the server knew when it made the page. */
  readonly first: {
    readonly profile: ProfileView
    readonly channels: ListChannelsOutput
    readonly passkeys: ListPasskeysOutput
    readonly inbox: ListInboxOutput
  }
  /** Names of the time zones to choose from. */
  readonly zones: readonly string[]
}

/** The signed-in member: how they are reached, what was sent to them, what they may do, and their own data. */
export function ProfileScreen({ scope, first, zones }: ProfileScreenProps) {
  const t = useText('access')
  const { data: profile } = useQuery({ ...profileQuery(), initialData: first.profile })
  return (
    <PageFrame crumbs={[{ label: t('screen.title') }]}>
      <PageHeader
        title={profile.name}
        answer={t('screen.answer', { email: profile.email })}
        actions={<SignOutButton />}
      />
      <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_384px]">
        <div className="flex min-w-0 flex-col gap-4">
          <ChannelsPanel first={first.channels} />
          <InboxPanel scope={scope} first={first.inbox} />
          <SessionsPanel />
        </div>
        <div className="flex min-w-0 flex-col gap-4">
          <Panel title={t('screen.you')}>
            <ProfileForm profile={profile} zones={zones} />
          </Panel>
          <OwnSignInPanel profile={profile} />
          <PasskeysPanel first={first.passkeys} />
          <Roles profile={profile} />
        </div>
      </div>
    </PageFrame>
  )
}

function Roles({ profile }: { profile: ProfileView }) {
  const t = useText('access')
  const roles = useText('roles')
  const whereOf = useScopeWords(profile.bindings.map((binding) => binding.scope))
  return (
    <Panel title={t('screen.roles')} count={profile.bindings.length} isFlush>
      <RuledList>
        {profile.bindings.map(({ id, role, scope, expiresAt }) => (
          <RuledRow key={id} end={<NeutralBadge>{whereOf(scope)}</NeutralBadge>}>
            <p className="font-medium">{roleText(roles, role)}</p>
            {expiresAt === null ? null : (
              <>
                <p className="text-small">
                  <RoleEnd at={expiresAt} />
                </p>
                <RoleEndAdvice at={expiresAt} />
              </>
            )}
          </RuledRow>
        ))}
      </RuledList>
    </Panel>
  )
}
