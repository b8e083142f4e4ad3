import type { Metadata } from 'next'
import { pageText } from '#app/page-text.tsx'
import { ButtonLink } from '#components/ui/button.tsx'
import { PlainPage } from '#components/ui/plain-page.tsx'

/** The title in the language of the request. */
export async function generateMetadata(): Promise<Metadata> {
  return { title: (await pageText('root'))('missing.tab') }
}

/** A missing page and one of somebody else look the same. Next's own page would break the security policy. */
export default async function NotFound() {
  const t = await pageText('root')
  return (
    <PlainPage title={t('missing.title')} action={<ButtonLink href="/">{t('missing.go')}</ButtonLink>}>
      {t('missing.text')}
    </PlainPage>
  )
}
