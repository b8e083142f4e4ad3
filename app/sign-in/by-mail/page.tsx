import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { PageText, pageText } from '#app/page-text.tsx'
import { signedIn } from '#app/visitor.ts'
import { AskLinkScreen } from '#components/access/ask-link-screen.tsx'
import { withRequestId } from '#lib/infra/context/page-request.ts'

/** The title in the language of the request. */
export async function generateMetadata(): Promise<Metadata> {
  return { title: (await pageText('access-public'))('ask.tab') }
}

interface Props {
  readonly searchParams: Promise<{ readonly for?: string | string[] }>
}

/** Where somebody asks for a link by mail: to sign in with, or to set a new password with. */
export default withRequestId(async function ByMailPage({ searchParams }: Props) {
  const { for: aim } = await searchParams
  if ((await signedIn()) !== null) redirect('/')
  return (
    <PageText areas={['access-public']}>
      <AskLinkScreen aim={aim === 'password' ? 'password' : 'sign-in'} />
    </PageText>
  )
})
