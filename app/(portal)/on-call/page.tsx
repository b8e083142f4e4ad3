import type { Metadata } from 'next'
import { OnCallScreen } from '#components/oncall/on-call-screen.tsx'
import { getEscalationPolicy } from '#lib/modules/oncall/index.ts'
import { openPage, type Search } from '../open-page.ts'

export const metadata: Metadata = { title: 'On call' }

/** Who is paged for incidents of the scope in view; the operator chooses a platform first. */
export default async function OnCallPage({ searchParams }: { searchParams: Promise<Search> }) {
  const { ctx, scope } = await openPage(await searchParams)
  return (
    <OnCallScreen
      key={scope}
      scope={scope}
      first={ctx.scope.kind === 'operator' ? null : await getEscalationPolicy(ctx, {})}
      mayWrite={ctx.grantOf('escalation:write') === 'yes'}
    />
  )
}
