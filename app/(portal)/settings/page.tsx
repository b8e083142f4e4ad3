import type { Metadata } from 'next'
import { PageText, pageText } from '#app/page-text.tsx'
import { SettingsScreen } from '#components/settings/settings-screen.tsx'
import { config } from '#lib/infra/config/index.ts'
import { withRequestId } from '#lib/infra/context/page-request.ts'
import { openPage, type Search } from '../open-page.ts'

/** The title in the language of the request. */
export async function generateMetadata(): Promise<Metadata> {
  return { title: (await pageText('settings'))('title') }
}

/** What is set for the scope in view, who set it, and where it is changed. */
export default withRequestId(async function SettingsPage({
  searchParams,
}: {
  searchParams: Promise<Search>
}) {
  const { ctx, scope } = await openPage(await searchParams)
  return (
    <PageText areas={['settings', 'actors']}>
      <SettingsScreen
        key={scope}
        scope={scope}
        level={ctx.scope.kind}
        retentionHours={config().METRICS_RETENTION_HOURS}
      />
    </PageText>
  )
})
