import { pageText } from '#app/page-text.tsx'
import { PageFrame } from '#components/shell/page-frame.tsx'
import { ButtonLink } from '#components/ui/button.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'

/** What is missing and what is somebody else's look the same. Inside of the shell: every other page is a press away. */
export default async function PortalNotFound() {
  const t = await pageText('root')
  return (
    <PageFrame crumbs={[{ label: t('missing.tab') }]}>
      <PageHeader title={t('missing.title')} answer={t('missing.text')} />
      <p>
        <ButtonLink href="/">{t('missing.go')}</ButtonLink>
      </p>
    </PageFrame>
  )
}
