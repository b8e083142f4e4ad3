import type { Metadata } from 'next'
import { PageText, pageText } from '#app/page-text.tsx'
import { OnCallScreen } from '#components/oncall/on-call-screen.tsx'
import { withRequestId } from '#lib/infra/context/page-request.ts'
import { getEscalationPolicy } from '#lib/modules/oncall/index.ts'
import { openPage, type Search } from '../open-page.ts'

/** The title in the language of the request. */
export async function generateMetadata(): Promise<Metadata> {
  return { title: (await pageText('oncall'))('title') }
}

/** Who is paged for incidents of the scope in view; the operator chooses a platform first. */
export default withRequestId(async function OnCallPage({ searchParams }: { searchParams: Promise<Search> }) {
  const { ctx, scope } = await openPage(await searchParams)
  return (
    <PageText areas={['oncall']}>
      <OnCallScreen
        key={scope}
        scope={scope}
        first={ctx.scope.kind === 'operator' ? null : await getEscalationPolicy(ctx, {})}
        mayWrite={ctx.grantOf('escalation:write') === 'yes'}
      />
    </PageText>
  )
})
