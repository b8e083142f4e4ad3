import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { PageText, pageText } from '#app/page-text.tsx'
import { signedIn } from '#app/visitor.ts'
import { OrganisationScreen } from '#components/identity/sign-on-screen.tsx'
import { ownPath } from '#components/shell/own-path.ts'
import { withRequestId } from '#lib/infra/context/page-request.ts'

/** The title in the language of the request. */
export async function generateMetadata(): Promise<Metadata> {
  return { title: (await pageText('access-public'))('signIn.byOrganisation') }
}

interface Props {
  readonly searchParams: Promise<{ readonly callbackUrl?: string | string[] }>
}

/** Where somebody finds the identity provider of their organisation. */
export default withRequestId(async function OrganisationPage({ searchParams }: Props) {
  const { callbackUrl } = await searchParams
  const target = ownPath([callbackUrl].flat()[0])
  if ((await signedIn()) !== null) redirect(target)
  return (
    <PageText areas={['access-public']}>
      <OrganisationScreen target={target} />
    </PageText>
  )
})
