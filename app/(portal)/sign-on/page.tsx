import type { Metadata } from 'next'
import { PageText, pageText } from '#app/page-text.tsx'
import { SignOnSettings } from '#components/identity/sign-on-settings.tsx'
import { withRequestId } from '#lib/infra/context/page-request.ts'
import { mappableRoles } from '#lib/modules/identity/domain/role-mapping.ts'
import { openPage, type Search } from '../open-page.ts'

/** The title in the language of the request. */
export async function generateMetadata(): Promise<Metadata> {
  return { title: (await pageText('shell'))('page.signOn') }
}

/** Who vouches for members of the scope in view, and which ways in are open. */
export default withRequestId(async function SignOnPage({ searchParams }: { searchParams: Promise<Search> }) {
  const { ctx, scope } = await openPage(await searchParams)
  return (
    <PageText areas={['identity', 'reach', 'roles']}>
      <SignOnSettings
        key={scope}
        scope={scope}
        mayWrite={ctx.grantOf('identity:write') !== null}
        roles={mappableRoles(ctx.scope.kind)}
      />
    </PageText>
  )
})
