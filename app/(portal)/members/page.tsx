import type { Metadata } from 'next'
import { PageText, pageText } from '#app/page-text.tsx'
import { MEMBER_LIST } from '#components/access/access-lists.ts'
import { MembersScreen } from '#components/access/members-screen.tsx'
import { withRequestId } from '#lib/infra/context/page-request.ts'
import { lackingFor, rolesOf } from '#lib/modules/access/domain/roles.ts'
import { listMembers } from '#lib/modules/access/index.ts'
import { beginWithView } from '../default-view.ts'
import { openList } from '../open-list.ts'
import { openPage, type Search } from '../open-page.ts'

/** The title in the language of the request. */
export async function generateMetadata(): Promise<Metadata> {
  return { title: (await pageText('shell'))('page.members') }
}

/** Who has access to the scope in view. */
export default withRequestId(async function MembersPage({ searchParams }: { searchParams: Promise<Search> }) {
  const search = await searchParams
  const { ctx, scope } = await openPage(search)
  await beginWithView(ctx, 'members', search, scope)
  const members = await openList(MEMBER_LIST, search, async (asked) => await listMembers(ctx, asked))
  return (
    <PageText areas={['members', 'roles', 'sessions']}>
      <MembersScreen
        key={scope}
        scope={scope}
        address={members.address}
        first={members.first}
        may={{
          invite: ctx.grantOf('member:invite') !== null,
          bind: ctx.grantOf('member:bind') !== null,
          remove: ctx.grantOf('member:remove') !== null,
          // Their own sessions everybody ends on the profile.
          endSessions: !['own', null].includes(ctx.grantOf('member:end-sessions')),
          setLimits: ctx.grantOf('operator:write') !== null,
        }}
        roles={rolesOf(ctx.scope.kind).filter((role) => lackingFor(role, ctx.grantOf) === null)}
      />
    </PageText>
  )
})
