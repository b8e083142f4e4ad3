import type { Metadata } from 'next'
import { PageText, pageText } from '#app/page-text.tsx'
import {
  apiAuditFilter,
  auditNotices,
  readAuditFilter,
  readEntryRef,
} from '#components/audit/audit-filter.ts'
import { AuditScreen } from '#components/audit/audit-screen.tsx'
import { withRequestId } from '#lib/infra/context/page-request.ts'
import { listAudit, publicAuditKeys, readWitnessing } from '#lib/modules/audit/index.ts'
import { listAuditInput } from '#lib/modules/audit/schemas.ts'
import { beginWithView } from '../default-view.ts'
import { firstState, openPage, type Search } from '../open-page.ts'

/** The title in the language of the request. */
export async function generateMetadata(): Promise<Metadata> {
  return { title: (await pageText('audit'))('title') }
}

/** What was changed in the scope in view, by whom; the address holds the filter and the entry that is open. */
export default withRequestId(async function AuditPage({ searchParams }: { searchParams: Promise<Search> }) {
  const search = await searchParams
  const { ctx, scope } = await openPage(search)
  await beginWithView(ctx, 'audit', search, scope)
  const filter = readAuditFilter(search)
  const keys = await firstState(async () => await publicAuditKeys(ctx))
  const witnessing = await firstState(async () => await readWitnessing(ctx))
  // What cannot be understood is refused where the list would stand, in the words of the API.
  const asked = listAuditInput.safeParse(apiAuditFilter(filter))
  const first = asked.success ? await firstState(async () => await listAudit(ctx, asked.data)) : null
  return (
    <PageText areas={['audit', 'actors']}>
      <AuditScreen
        key={scope}
        scope={scope}
        filter={filter}
        notices={auditNotices(await pageText('audit'), search)}
        opened={readEntryRef(search)}
        first={first}
        publicKeys={keys?.map(({ key }) => key) ?? null}
        witnessing={witnessing}
        mayExport={ctx.grantOf('audit:export') !== null}
      />
    </PageText>
  )
})
