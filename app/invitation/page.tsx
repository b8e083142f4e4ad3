import type { Metadata } from 'next'
import { PageText, pageText } from '#app/page-text.tsx'
import { InvitationScreen } from '#components/access/invitation-screen.tsx'

/** The title in the language of the request. */
export async function generateMetadata(): Promise<Metadata> {
  return { title: (await pageText('access-public'))('invitation.tab') }
}

/** Where the link of an invitation leads. Its token stands behind the `#`, which browsers never send: loading this changes nothing. */
export default function InvitationPage() {
  return (
    <PageText areas={['access-public', 'factors', 'roles']}>
      <InvitationScreen />
    </PageText>
  )
}
