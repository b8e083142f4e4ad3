import type { Metadata } from 'next'
import { PageText, pageText } from '#app/page-text.tsx'
import { WitnessesScreen } from '#components/audit/witnesses-screen.tsx'
import { withRequestId } from '#lib/infra/context/page-request.ts'
import { openPage, type Search } from '../../open-page.ts'

/** The title in the language of the request. */
export async function generateMetadata(): Promise<Metadata> {
  return { title: (await pageText('audit'))('witnesses.title') }
}

/** Who outside keeps the heads of the audit chains. */
export default withRequestId(async function WitnessesPage({
  searchParams,
}: {
  searchParams: Promise<Search>
}) {
  const { ctx, scope } = await openPage(await searchParams)
  const mayChange = ctx.scope.kind === 'operator' && ctx.grantOf('audit-anchor:write') !== null
  return (
    <PageText areas={['audit', 'reach']}>
      <WitnessesScreen scope={scope} mayChange={mayChange} />
    </PageText>
  )
})
