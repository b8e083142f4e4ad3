import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { PageText, pageText } from '#app/page-text.tsx'
import { SuspendedScreen } from '#components/tenancy/suspended-screen.tsx'
import { DomainError, SuspendedError } from '#lib/core/errors.ts'
import { pageContext } from '#lib/infra/context/page-context.ts'
import { withRequestId } from '#lib/infra/context/page-request.ts'

/** The title in the language of the request. */
export async function generateMetadata(): Promise<Metadata> {
  return { title: (await pageText('access-public'))('suspended.tab') }
}

type Asked = Readonly<Record<string, string | string[] | undefined>>

/** Why a tenant is closed to its own members. Leads on when it is not. */
export default withRequestId(async function SuspendedPage({
  searchParams,
}: {
  searchParams: Promise<Asked>
}) {
  const { scope } = await searchParams
  const notice = await noticeOf(scope)
  if (notice === null) redirect(typeof scope === 'string' ? `/?scope=${encodeURIComponent(scope)}` : '/')
  const { since, ...words } = notice
  return (
    <PageText areas={['access-public']}>
      <SuspendedScreen {...words} since={since.toISOString()} hasOther={(await noticeOf()) === null} />
    </PageText>
  )
})

/** What stands in the way of a scope; null when nothing does, or something else. */
async function noticeOf(scope?: string | readonly string[]) {
  try {
    await pageContext(scope)
    return null
  } catch (error) {
    if (error instanceof SuspendedError) return error.notice
    if (error instanceof DomainError) return null
    throw error
  }
}
