import type { Metadata } from 'next'
import { ServicesScreen } from '#components/tenancy/services-screen.tsx'
import { listServices } from '#lib/modules/tenancy/index.ts'
import { beginWithView } from '../default-view.ts'
import { openPage, type Search } from '../open-page.ts'

export const metadata: Metadata = { title: 'Services' }

/** The services of the scope in view. */
export default async function ServicesPage({ searchParams }: { searchParams: Promise<Search> }) {
  const search = await searchParams
  const { ctx, scope } = await openPage(search)
  await beginWithView(ctx, 'services', search, scope)
  return (
    <ServicesScreen
      key={scope}
      scope={scope}
      first={{ services: await listServices(ctx) }}
      mayConnect={ctx.grantOf('source:create') !== null}
    />
  )
}
