import type { Metadata } from 'next'
import { AccessScreen } from '#components/access/access-screen.tsx'
import { readAccessFilter } from '#components/access/access-filter.ts'
import { readAccessTable } from '#lib/modules/access/index.ts'
import { firstState, openPage, type Search } from '../open-page.ts'

export const metadata: Metadata = { title: 'Who may do what' }

/** The access table: every permission, and which role holds it how far. */
export default async function AccessPage({ searchParams }: { searchParams: Promise<Search> }) {
  const search = await searchParams
  const { ctx, scope } = await openPage(search)
  return (
    <AccessScreen
      key={scope}
      scope={scope}
      filter={readAccessFilter(search)}
      first={await firstState(async () => await readAccessTable(ctx))}
    />
  )
}
