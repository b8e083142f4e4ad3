import type { Metadata } from 'next'
import { PageText, pageText } from '#app/page-text.tsx'
import { ServicesScreen } from '#components/tenancy/services-screen.tsx'
import { listServices } from '#lib/modules/tenancy/index.ts'
import { beginWithView } from '../default-view.ts'
import { openPage, type Search } from '../open-page.ts'

/** The title in the language of the request. */
export async function generateMetadata(): Promise<Metadata> {
  return { title: (await pageText('tenancy'))('title') }
}

/** The services of the scope in view. */
export default async function ServicesPage({ searchParams }: { searchParams: Promise<Search> }) {
  const search = await searchParams
  const { ctx, scope } = await openPage(search)
  await beginWithView(ctx, 'services', search, scope)
  return (
    <PageText areas={['tenancy']}>
      <ServicesScreen
        key={scope}
        scope={scope}
        first={{ services: await listServices(ctx) }}
        mayConnect={ctx.grantOf('source:create') !== null}
      />
    </PageText>
  )
}
