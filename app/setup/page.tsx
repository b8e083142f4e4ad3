import type { Metadata } from 'next'
import { PageText, pageText } from '#app/page-text.tsx'
import { visitor } from '#app/visitor.ts'
import { SetUpScreen } from '#components/access/set-up-screen.tsx'
import { ButtonLink } from '#components/ui/button.tsx'
import { PlainPage } from '#components/ui/plain-page.tsx'
import { withRequestId } from '#lib/infra/context/page-request.ts'
import { readSetupState } from '#lib/modules/access/index.ts'

/** The title in the language of the request. */
export async function generateMetadata(): Promise<Metadata> {
  return { title: (await pageText('access-public'))('setUp.tab') }
}

/** Makes the first operator admin; afterwards it says that this is done. */
export default withRequestId(async function SetUpPage() {
  const { open } = await readSetupState(visitor())
  if (open)
    return (
      <PageText areas={['access-public', 'factors']}>
        <SetUpScreen />
      </PageText>
    )
  const t = await pageText('access-public')
  return (
    <PlainPage
      title={t('setUp.doneTitle')}
      action={
        <ButtonLink kind="ink" href="/sign-in">
          {t('signIn.title')}
        </ButtonLink>
      }
    >
      {t('setUp.doneAnswer')}
    </PlainPage>
  )
})
