import { headers } from 'next/headers'
import { pageText } from '#app/page-text.tsx'
import { PageFrame } from '#components/shell/page-frame.tsx'
import { scopelessPath } from '#components/shell/scopeless-path.ts'
import { ButtonLink } from '#components/ui/button.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'

/**
 * What is missing and what is somebody else's look the same. Inside of the shell: every other page is a press away. A scope
 * that cannot be read is said to be one; another one in its place would be worse than none, because people act in what they
 * believe to see, so that only a press leads there.
 */
export default async function PortalNotFound() {
  const t = await pageText('root')
  const withoutScope = scopelessPath((await headers()).get('x-path') ?? '/')
  return (
    <PageFrame crumbs={[{ label: t('missing.tab') }]}>
      <PageHeader
        title={t('missing.title')}
        answer={t(withoutScope === null ? 'missing.text' : 'missing.noScope')}
      />
      <p>
        {withoutScope === null ? (
          <ButtonLink href="/">{t('missing.go')}</ButtonLink>
        ) : (
          <ButtonLink href={withoutScope}>{t('missing.goWithoutScope')}</ButtonLink>
        )}
      </p>
    </PageFrame>
  )
}
