import type { Metadata } from 'next'
import { PageText, pageText } from '#app/page-text.tsx'
import { UnlockScreen } from '#components/access/unlock-screen.tsx'

/** The title in the language of the request. */
export async function generateMetadata(): Promise<Metadata> {
  return { title: (await pageText('access-public'))('unlock.tab') }
}

/** Where the link of a locked account leads. Its token stands behind the `#`, which browsers never send: loading this changes nothing. */
export default function UnlockPage() {
  return (
    <PageText areas={['access-public']}>
      <UnlockScreen />
    </PageText>
  )
}
