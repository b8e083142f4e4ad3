import type { Metadata } from 'next'
import { PageText, pageText } from '#app/page-text.tsx'
import { chosenOf, readSecurityFilter, securityFaults } from '#components/security/security-filter.ts'
import { SecurityScreen } from '#components/security/security-screen.tsx'
import { withRequestId } from '#lib/infra/context/page-request.ts'
import { listSecurityEvents } from '#lib/modules/security/index.ts'
import { listSecurityEventsInput } from '#lib/modules/security/schemas.ts'
import { beginWithView } from '../default-view.ts'
import { firstState, openPage, type Search } from '../open-page.ts'

/** The title in the language of the request. */
export async function generateMetadata(): Promise<Metadata> {
  return { title: (await pageText('security'))('title') }
}

/** What was tried at the doors of the scope in view. */
export default withRequestId(async function SecurityPage({
  searchParams,
}: {
  searchParams: Promise<Search>
}) {
  const search = await searchParams
  const { ctx, scope } = await openPage(search)
  await beginWithView(ctx, 'security', search, scope)
  const filter = readSecurityFilter(search)
  const asked = listSecurityEventsInput.parse(chosenOf(filter))
  return (
    <PageText areas={['security', 'actors']}>
      <SecurityScreen
        key={scope}
        scope={scope}
        filter={filter}
        faults={securityFaults(search)}
        first={await firstState(async () => await listSecurityEvents(ctx, asked))}
      />
    </PageText>
  )
})
