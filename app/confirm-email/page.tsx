import type { Metadata } from 'next'
import { PageText, pageText } from '#app/page-text.tsx'
import { ConfirmEmailScreen } from '#components/access/confirm-email-screen.tsx'

/** The title in the language of the request. */
export async function generateMetadata(): Promise<Metadata> {
  return { title: (await pageText('access-public'))('confirmEmail.tab') }
}

/** Where the link for a new address leads. Its token stands behind the `#`, which browsers never send: loading this changes nothing. */
export default function ConfirmEmailPage() {
  return (
    <PageText areas={['access-public']}>
      <ConfirmEmailScreen />
    </PageText>
  )
}
