import type { Metadata } from 'next'
import { PageText, pageText } from '#app/page-text.tsx'
import { ProfileScreen } from '#components/access/profile-screen.tsx'
import { withRequestId } from '#lib/infra/context/page-request.ts'
import { listChannels, listPasskeys, readProfile } from '#lib/modules/access/index.ts'
import { listInbox } from '#lib/modules/notifications/index.ts'
import { found, openPage, type Search } from '../open-page.ts'

/** The title in the language of the request. */
export async function generateMetadata(): Promise<Metadata> {
  return { title: (await pageText('shell'))('page.profile') }
}

/** The signed-in member, whatever the scope; only the inbox is that of the scope in view. */
export default withRequestId(async function ProfilePage({ searchParams }: { searchParams: Promise<Search> }) {
  const { ctx, scope } = await openPage(await searchParams)
  return (
    <PageText areas={['access', 'credentials', 'factors', 'reach', 'roles', 'sessions']}>
      <ProfileScreen
        key={scope}
        scope={scope}
        first={{
          profile: await found(async () => await readProfile(ctx)),
          channels: await listChannels(ctx),
          passkeys: await listPasskeys(ctx),
          inbox: await listInbox(ctx, {}),
        }}
        zones={['UTC', ...Intl.supportedValuesOf('timeZone')]}
      />
    </PageText>
  )
})
