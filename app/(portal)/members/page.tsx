import type { Metadata } from 'next'
import { PageText, pageText } from '#app/page-text.tsx'
import { MEMBER_LIST } from '#components/access/access-lists.ts'
import { MembersScreen } from '#components/access/members-screen.tsx'
import { keyPermissionFault } from '#lib/core/key-permissions.ts'
import { PERMISSIONS } from '#lib/core/permissions.ts'
import { lackingFor, rolesOf } from '#lib/modules/access/domain/roles.ts'
import { listApiKeys, listMembers } from '#lib/modules/access/index.ts'
import { beginWithView } from '../default-view.ts'
import { openList } from '../open-list.ts'
import { firstState, openPage, type Search } from '../open-page.ts'

/** The title in the language of the request. */
export async function generateMetadata(): Promise<Metadata> {
  return { title: (await pageText('shell'))('page.members') }
}

/** Who has access to the scope in view, and which keys act in it. */
export default async function MembersPage({ searchParams }: { searchParams: Promise<Search> }) {
  const search = await searchParams
  const { ctx, scope } = await openPage(search)
  await beginWithView(ctx, 'members', search, scope)
  const members = await openList(MEMBER_LIST, search, async (asked) => await listMembers(ctx, asked))
  return (
    <PageText areas={['credentials', 'roles', 'sessions']}>
      <MembersScreen
        key={scope}
        scope={scope}
        address={members.address}
        first={{
          members: members.first,
          keys: await firstState(async () => await listApiKeys(ctx)),
        }}
        may={{
          invite: ctx.grantOf('member:invite') !== null,
          bind: ctx.grantOf('member:bind') !== null,
          remove: ctx.grantOf('member:remove') !== null,
          // Their own sessions everybody ends on the profile.
          endSessions: !['own', null].includes(ctx.grantOf('member:end-sessions')),
          setLimits: ctx.grantOf('operator:write') !== null,
          createKey: ctx.grantOf('apikey:create') !== null,
          revokeKey: ctx.grantOf('apikey:revoke') !== null,
        }}
        roles={rolesOf(ctx.scope.kind).filter((role) => lackingFor(role, ctx.grantOf) === null)}
        permissions={PERMISSIONS.filter((permission) => keyPermissionFault(permission, ctx.grantOf) === null)}
      />
    </PageText>
  )
}
