import type { Metadata } from 'next'
import { PageText, pageText } from '#app/page-text.tsx'
import { TENANT_LIST } from '#components/leaving/tenant-list.ts'
import { TenantLifeScreen } from '#components/leaving/tenant-life-screen.tsx'
import { TenantsScreen } from '#components/leaving/tenants-screen.tsx'
import { withRequestId } from '#lib/infra/context/page-request.ts'
import { listErasures, readLeaving } from '#lib/modules/leaving/index.ts'
import { getTenant, listTenants } from '#lib/modules/tenancy/index.ts'
import { beginWithView } from '../default-view.ts'
import { openList } from '../open-list.ts'
import { found, openPage, type Search } from '../open-page.ts'

/** The title in the language of the request. */
export async function generateMetadata(): Promise<Metadata> {
  return { title: (await pageText('leaving'))('tenants.title') }
}

/** The tenants of a scope with their states; in the scope of one: its state, its exports, its end. */
export default withRequestId(async function TenantsPage({ searchParams }: { searchParams: Promise<Search> }) {
  const search = await searchParams
  const { ctx, scope } = await openPage(search)
  if (ctx.scope.kind !== 'tenant') {
    await beginWithView(ctx, 'tenants', search, scope)
    const list = await openList(TENANT_LIST, search, async (asked) => await listTenants(ctx, asked))
    return (
      <PageText areas={['leaving']}>
        <TenantsScreen key={scope} scope={scope} {...list} erasures={await listErasures(ctx)} />
      </PageText>
    )
  }
  const { tenantId } = ctx.scope
  const [tenant, leaving] = await found(
    async () => [await getTenant(ctx, { tenantId }), await readLeaving(ctx, { tenantId })] as const,
  )
  const mayExport = ctx.grantOf('tenant:export')
  return (
    <PageText areas={['leaving']}>
      <TenantLifeScreen
        key={scope}
        scope={scope}
        tenant={tenant}
        leaving={leaving}
        may={{
          rename: ctx.grantOf('tenant:update') !== null,
          suspend: ctx.grantOf('tenant:suspend') !== null,
          export: mayExport === null ? null : mayExport === 'step_up_second' ? 'second' : 'alone',
          erase: ctx.grantOf('tenant:erase') !== null,
        }}
      />
    </PageText>
  )
})
