import type { Metadata } from 'next'
import { firstState, openPage, type Search } from '#app/(portal)/open-page.ts'
import { PageText, pageText } from '#app/page-text.tsx'
import { apiMatrixFilter, readMatrixFilter } from '#components/dashboards/matrix-filter.ts'
import { MatrixScreen } from '#components/dashboards/matrix-screen.tsx'
import { withRequestId } from '#lib/infra/context/page-request.ts'
import { healthMatrix } from '#lib/modules/dashboards/index.ts'

/** The title in the language of the request. */
export async function generateMetadata(): Promise<Metadata> {
  return { title: (await pageText('dashboards'))('matrixTitle') }
}

/** Tenants × services in scope, worst first. */
export default withRequestId(async function MatrixPage({ searchParams }: { searchParams: Promise<Search> }) {
  const search = await searchParams
  const { ctx, scope } = await openPage(search)
  const { filter, notices } = readMatrixFilter(search)
  const first = await firstState(async () => await healthMatrix(ctx, apiMatrixFilter(filter)))
  return (
    <PageText areas={['dashboards']}>
      <MatrixScreen key={scope} scope={scope} filter={filter} notices={notices} first={first ?? undefined} />
    </PageText>
  )
})
