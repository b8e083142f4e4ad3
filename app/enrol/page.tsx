import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { PageText, pageText } from '#app/page-text.tsx'
import { signedIn } from '#app/visitor.ts'
import { EnrolScreen } from '#components/access/enrol-screen.tsx'
import { leadingBackTo, ownPath } from '#components/shell/own-path.ts'
import { withRequestId } from '#lib/infra/context/page-request.ts'
import { readProfile } from '#lib/modules/access/index.ts'

/** The title in the language of the request. */
export async function generateMetadata(): Promise<Metadata> {
  return { title: (await pageText('access-public'))('factor.tab') }
}

interface Props {
  readonly searchParams: Promise<{ readonly callbackUrl?: string | string[] }>
}

/** Where a member without a second factor enrols one, before anything else. */
export default withRequestId(async function EnrolPage({ searchParams }: Props) {
  const { callbackUrl } = await searchParams
  const target = ownPath([callbackUrl].flat()[0])
  const ctx = await signedIn()
  if (ctx === null) redirect(leadingBackTo(target, '/sign-in'))
  if (!ctx.mustEnrol || ctx.session === null) redirect(target)
  const sessionEnds = ctx.session.deadlines.endsAt.toISOString()
  return (
    <PageText areas={['access-public', 'factors', 'roles']}>
      <EnrolScreen target={target} profile={await readProfile(ctx)} sessionEnds={sessionEnds} />
    </PageText>
  )
})
