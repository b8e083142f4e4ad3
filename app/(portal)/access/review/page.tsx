import type { Metadata } from 'next'
import { PageText, pageText } from '#app/page-text.tsx'
import { ReviewScreen } from '#components/reviews/review-screen.tsx'
import { readShow, showNotices } from '#components/reviews/review-words.ts'
import { withRequestId } from '#lib/infra/context/page-request.ts'
import { listAccessReview } from '#lib/modules/reviews/index.ts'
import { firstState, openPage, type Search } from '../../open-page.ts'

/** The title in the language of the request. */
export async function generateMetadata(): Promise<Metadata> {
  return { title: (await pageText('reviews'))('title') }
}

/** Who holds which role, whether they use it, and whether somebody else looked at it this quarter. */
export default withRequestId(async function AccessReviewPage({
  searchParams,
}: {
  searchParams: Promise<Search>
}) {
  const search = await searchParams
  const { ctx, scope } = await openPage(search)
  const show = readShow(search['show'])
  return (
    <PageText areas={['reviews', 'roles']}>
      <ReviewScreen
        key={`${scope} ${show}`}
        scope={scope}
        show={show}
        notices={showNotices(await pageText('reviews'), search['show'])}
        first={await firstState(async () => await listAccessReview(ctx, { show }))}
        may={{
          confirm: ctx.grantOf('access:review') !== null,
          remove: ctx.grantOf('access:review') !== null && ctx.grantOf('member:remove') !== null,
        }}
      />
    </PageText>
  )
})
