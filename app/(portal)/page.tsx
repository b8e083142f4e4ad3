import type { ReactNode } from 'react'
import { PageText } from '#app/page-text.tsx'
import { FleetScreen } from '#components/dashboards/fleet-screen.tsx'
import { PlatformScreen } from '#components/dashboards/platform-screen.tsx'
import { TenantHomeScreen } from '#components/dashboards/tenant-home-screen.tsx'
import type { PageContext } from '#lib/infra/context/page-context.ts'
import { withRequestId } from '#lib/infra/context/page-request.ts'
import { fleetOverview, readNews, tenantHome } from '#lib/modules/dashboards/index.ts'
import { openPage, type Search } from './open-page.ts'

/** The first page of each scope: the fleet of the operator, one platform, or the home of one tenant. */
export default withRequestId(async function OverviewPage({
  searchParams,
}: {
  searchParams: Promise<Search>
}) {
  const { ctx, scope } = await openPage(await searchParams)
  return <PageText areas={['dashboards', 'charts']}>{await screenOf(ctx, scope)}</PageText>
})

async function screenOf(ctx: PageContext, scope: string): Promise<ReactNode> {
  switch (ctx.scope.kind) {
    case 'operator':
      return (
        <FleetScreen
          key={scope}
          scope={scope}
          first={{ overview: await fleetOverview(ctx), news: await readNews(ctx) }}
          mayCreate={ctx.grantOf('platform:create') !== null}
        />
      )
    case 'platform':
      return (
        <PlatformScreen
          key={scope}
          scope={scope}
          first={{ overview: await fleetOverview(ctx), news: await readNews(ctx) }}
          mayCreate={ctx.grantOf('tenant:create') !== null}
          mayConnect={ctx.grantOf('source:create') !== null}
        />
      )
    case 'tenant':
      return (
        <TenantHomeScreen
          key={scope}
          scope={scope}
          first={{ home: await tenantHome(ctx), news: await readNews(ctx) }}
          mayConnect={ctx.grantOf('source:create') !== null}
          lookFrom={ctx.grantOf('tenant:view-as') === 'yes' ? ctx.scope.platformId : null}
        />
      )
  }
}
