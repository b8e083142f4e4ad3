import type { Metadata } from 'next'
import { PageText, pageText } from '#app/page-text.tsx'
import { RULE_LIST } from '#components/alerting/rule-list.ts'
import { RulesScreen } from '#components/alerting/rules-screen.tsx'
import { withRequestId } from '#lib/infra/context/page-request.ts'
import { listRules } from '#lib/modules/alerting/index.ts'
import { beginWithView } from '../default-view.ts'
import { openList } from '../open-list.ts'
import { openPage, type Search } from '../open-page.ts'

/** The title in the language of the request. */
export async function generateMetadata(): Promise<Metadata> {
  return { title: (await pageText('alerting'))('title') }
}

/** The rules of the scope in view, with how each stands. */
export default withRequestId(async function RulesPage({ searchParams }: { searchParams: Promise<Search> }) {
  const search = await searchParams
  const { ctx, scope } = await openPage(search)
  await beginWithView(ctx, 'rules', search, scope)
  const permission = ctx.scope.kind === 'tenant' ? 'tenant-rule:write' : 'rule:write'
  const list = await openList(RULE_LIST, search, async (asked) => await listRules(ctx, asked))
  return (
    <PageText areas={['alerting']}>
      <RulesScreen key={scope} scope={scope} {...list} mayWrite={ctx.grantOf(permission) !== null} />
    </PageText>
  )
})
