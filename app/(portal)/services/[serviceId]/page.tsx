import type { Metadata } from 'next'
import { found, openPage, type Search } from '#app/(portal)/open-page.ts'
import { PageText, pageText } from '#app/page-text.tsx'
import { ServiceScreen } from '#components/tenancy/service-screen.tsx'
import { withRequestId } from '#lib/infra/context/page-request.ts'
import { getService, listPlatforms } from '#lib/modules/tenancy/index.ts'
import { limitsOfJob } from '#lib/modules/alerting/index.ts'

/** The title in the language of the request. */
export async function generateMetadata(): Promise<Metadata> {
  return { title: (await pageText('tenancy'))('column.service') }
}

interface Props {
  readonly params: Promise<{ readonly serviceId: string }>
  readonly searchParams: Promise<Search>
}

/** One service with charts of what it sends. */
export default withRequestId(async function ServicePage({ params, searchParams }: Props) {
  const { ctx, scope } = await openPage(await searchParams)
  const { serviceId } = await params
  const service = await found(async () => await getService(ctx, { serviceId }))
  const self = (await listPlatforms(ctx)).find(({ isSelf }) => isSelf)
  const { platformId, tenantId, name: job } = service
  const mayReadRules = ctx.grantOf('rule:read') !== null
  const limits = mayReadRules ? await limitsOfJob(ctx, { owner: { platformId, tenantId }, job }) : []
  return (
    <PageText areas={['tenancy', 'dashboards', 'charts']}>
      <ServiceScreen
        key={`${scope} ${service.id}`}
        scope={scope}
        first={service}
        selfPlatformId={self?.id ?? null}
        limits={limits}
      />
    </PageText>
  )
})
