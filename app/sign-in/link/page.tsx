import type { Metadata } from 'next'
import { PageText, pageText } from '#app/page-text.tsx'
import { LinkScreen } from '#components/access/link-screen.tsx'

/** The title in the language of the request. */
export async function generateMetadata(): Promise<Metadata> {
  return { title: (await pageText('access-public'))('link.tab') }
}

/** Where a sign-in link leads. Its token stands behind the `#`, which browsers never send: loading this changes nothing. */
export default function LinkPage() {
  return (
    <PageText areas={['access-public']}>
      <LinkScreen />
    </PageText>
  )
}
