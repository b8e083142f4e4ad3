import type { Metadata } from 'next'
import { RulesScreen } from '#components/alerting/rules-screen.tsx'
import { listRules } from '#lib/modules/alerting/index.ts'
import { beginWithView } from '../default-view.ts'
import { openPage, type Search } from '../open-page.ts'

export const metadata: Metadata = { title: 'Rules' }

/** The rules of the scope in view, with how each stands. */
export default async function RulesPage({ searchParams }: { searchParams: Promise<Search> }) {
  const search = await searchParams
  const { ctx, scope } = await openPage(search)
  await beginWithView(ctx, 'rules', search, scope)
  const permission = ctx.scope.kind === 'tenant' ? 'tenant-rule:write' : 'rule:write'
  return (
    <RulesScreen
      key={scope}
      scope={scope}
      first={await listRules(ctx)}
      mayWrite={ctx.grantOf(permission) !== null}
    />
  )
}
