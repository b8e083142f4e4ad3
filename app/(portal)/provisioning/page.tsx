import type { Metadata } from 'next'
import { PageText, pageText } from '#app/page-text.tsx'
import { ScopeNeeded } from '#components/scim/scope-needed.tsx'
import { ProvisioningScreen } from '#components/scim/provisioning-screen.tsx'
import { withRequestId } from '#lib/infra/context/page-request.ts'
import { lackingFor, rolesOf } from '#lib/modules/access/domain/roles.ts'
import { readProvisioning } from '#lib/modules/scim/index.ts'
import { firstState, openPage, type Search } from '../open-page.ts'

/** The title in the language of the request. */
export async function generateMetadata(): Promise<Metadata> {
  return { title: (await pageText('shell'))('page.provisioning') }
}

/** The identity providers that keep the members of the scope in view in step. */
export default withRequestId(async function ProvisioningPage({
  searchParams,
}: {
  searchParams: Promise<Search>
}) {
  const { ctx, scope } = await openPage(await searchParams)
  if (ctx.scope.kind === 'operator')
    return (
      <PageText areas={['scim']}>
        <ScopeNeeded />
      </PageText>
    )
  return (
    <PageText areas={['credentials', 'roles', 'scim']}>
      <ProvisioningScreen
        key={scope}
        scope={scope}
        first={await firstState(async () => await readProvisioning(ctx))}
        mayChange={ctx.grantOf('identity:write') !== null}
        roles={rolesOf(ctx.scope.kind).filter((role) => lackingFor(role, ctx.grantOf) === null)}
      />
    </PageText>
  )
})
