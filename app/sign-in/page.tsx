import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { PageText, pageText } from '#app/page-text.tsx'
import { endedBecause, signedIn, visitor } from '#app/visitor.ts'
import { EndedNote } from '#components/access/ended-note.tsx'
import { SignInScreen } from '#components/access/sign-in-screen.tsx'
import { ownPath } from '#components/shell/own-path.ts'
import { withRequestId } from '#lib/infra/context/page-request.ts'
import { readSetupState } from '#lib/modules/access/index.ts'

/** The title in the language of the request. */
export async function generateMetadata(): Promise<Metadata> {
  return { title: (await pageText('access-public'))('signIn.title') }
}

interface Props {
  readonly searchParams: Promise<{ readonly callbackUrl?: string | string[] }>
}

/** Where somebody signs in. Whoever is signed in already goes on to where they wanted. */
export default withRequestId(async function SignInPage({ searchParams }: Props) {
  const { callbackUrl } = await searchParams
  const target = ownPath([callbackUrl].flat()[0])
  if ((await signedIn()) !== null) redirect(target)
  if ((await readSetupState(visitor())).open) redirect('/setup')
  const why = await endedBecause()
  return (
    <PageText areas={['access-public']}>
      <SignInScreen target={target} notice={why === null ? undefined : <EndedNote ending={why} />} />
    </PageText>
  )
})
