import type { Metadata } from 'next'
import { ServicesScreen } from '#components/tenancy/services-screen.tsx'
import { listServices } from '#lib/modules/tenancy/index.ts'
import { openPage, type Search } from '../open-page.ts'

export const metadata: Metadata = { title: 'Services' }

/** The services of the scope in view. */
export default async function ServicesPage({ searchParams }: { searchParams: Promise<Search> }) {
  const { ctx, scope } = await openPage(await searchParams)
  return (
    <ServicesScreen
      key={scope}
      scope={scope}
      first={{ services: await listServices(ctx) }}
      mayConnect={ctx.grantOf('source:create') !== null}
    />
  )
}
