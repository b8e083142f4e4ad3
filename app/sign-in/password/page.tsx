import type { Metadata } from 'next'
import { PageText, pageText } from '#app/page-text.tsx'
import { NewPasswordScreen } from '#components/access/new-password-screen.tsx'

/** The title in the language of the request. */
export async function generateMetadata(): Promise<Metadata> {
  return { title: (await pageText('access-public'))('newPassword.title') }
}

/** Where the link of a forgotten password leads. Its token stands behind the `#`: loading this changes nothing. */
export default function NewPasswordPage() {
  return (
    <PageText areas={['access-public', 'factors']}>
      <NewPasswordScreen />
    </PageText>
  )
}
