import type { Metadata } from 'next'
import { PageText, pageText } from '#app/page-text.tsx'
import { RecoverScreen } from '#components/access/recover-screen.tsx'

/** The title in the language of the request. */
export async function generateMetadata(): Promise<Metadata> {
  return { title: (await pageText('access-public'))('recover.tab') }
}

/** Where the link leads that the machine printed. Its token stands behind the `#`: loading this changes nothing. */
export default function RecoverPage() {
  return (
    <PageText areas={['access-public']}>
      <RecoverScreen />
    </PageText>
  )
}
