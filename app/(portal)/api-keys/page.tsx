import type { Metadata } from 'next'
import { PageText, pageText } from '#app/page-text.tsx'
import { KEY_LIST } from '#components/access/access-lists.ts'
import { ApiKeysScreen } from '#components/access/api-keys-screen.tsx'
import { keyPermissionFault } from '#lib/core/key-permissions.ts'
import { withRequestId } from '#lib/infra/context/page-request.ts'
import { PERMISSIONS } from '#lib/core/permissions.ts'
import { listApiKeys } from '#lib/modules/access/index.ts'
import { beginWithView } from '../default-view.ts'
import { openList } from '../open-list.ts'
import { openPage, type Search } from '../open-page.ts'

/** The title in the language of the request. */
export async function generateMetadata(): Promise<Metadata> {
  return { title: (await pageText('shell'))('page.apiKeys') }
}

/** Which keys act in the scope in view. */
export default withRequestId(async function ApiKeysPage({ searchParams }: { searchParams: Promise<Search> }) {
  const search = await searchParams
  const { ctx, scope } = await openPage(search)
  await beginWithView(ctx, 'api-keys', search, scope)
  const list = await openList(KEY_LIST, search, async (asked) => await listApiKeys(ctx, asked))
  return (
    <PageText areas={['credentials', 'keys']}>
      <ApiKeysScreen
        key={scope}
        scope={scope}
        {...list}
        may={{ create: ctx.grantOf('apikey:create') !== null, revoke: ctx.grantOf('apikey:revoke') !== null }}
        permissions={PERMISSIONS.filter((permission) => keyPermissionFault(permission, ctx.grantOf) === null)}
      />
    </PageText>
  )
})
