import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { PageText, pageText } from '#app/page-text.tsx'
import { signedIn, visitor } from '#app/visitor.ts'
import { ProviderScreen } from '#components/identity/sign-on-screen.tsx'
import { ownPath } from '#components/shell/own-path.ts'
import { withRequestId } from '#lib/infra/context/page-request.ts'
import { noticeOf } from '#lib/modules/identity/domain/refusal-reason.ts'
import { readSignOn } from '#lib/modules/identity/index.ts'

/** The title in the language of the request. */
export async function generateMetadata(): Promise<Metadata> {
  return { title: (await pageText('access-public'))('signIn.title') }
}

interface Props {
  readonly params: Promise<{ readonly providerId: string }>
  readonly searchParams: Promise<Readonly<Record<string, string | string[] | undefined>>>
}

/** Where members of one identity provider begin, and come back to when they were not let in. */
export default withRequestId(async function ProviderPage({ params, searchParams }: Props) {
  const { providerId } = await params
  const { callbackUrl, refused } = await searchParams
  const target = ownPath([callbackUrl].flat()[0])
  const reason = [refused].flat()[0]
  if (reason === undefined && (await signedIn()) !== null) redirect(target)
  const provider = await readSignOn(visitor(), { providerId })
  return (
    <PageText areas={['access-public']}>
      <ProviderScreen provider={provider} target={target} refusal={noticeOf(reason)} />
    </PageText>
  )
})
