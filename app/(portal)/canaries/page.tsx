import type { Metadata } from 'next'
import { CanariesScreen } from '#components/canaries/canaries-screen.tsx'
import { listCanaries } from '#lib/modules/canaries/index.ts'
import { firstState, openPage, type Search } from '../open-page.ts'

export const metadata: Metadata = { title: 'Canaries' }

/** Whether anything of one tenant was seen by another, by the last look at every place that shows data. */
export default async function CanariesPage({ searchParams }: { searchParams: Promise<Search> }) {
  const { ctx, scope } = await openPage(await searchParams)
  const first = ctx.scope.kind === 'operator' ? await firstState(async () => await listCanaries(ctx)) : null
  return <CanariesScreen key={scope} scope={scope} first={first} />
}
