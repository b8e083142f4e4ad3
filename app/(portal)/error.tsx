'use client'
import { mono } from '#components/language/mono.tsx'
import { useText } from '#components/language/use-text.ts'
import { PageFrame } from '#components/shell/page-frame.tsx'
import { Button } from '#components/ui/button.tsx'
import { errorDigest } from '#components/ui/error-digest.ts'
import { Panel } from '#components/ui/panel.tsx'

/** A signed-in page that failed while it was made, inside of the shell: every other page is a click away. */
export default function PortalPageError({ error, retry }: { error: unknown; retry: () => void }) {
  const t = useText('shell')
  const ui = useText('ui')
  const digest = errorDigest(error)
  return (
    <PageFrame crumbs={[{ label: t('notMade.crumb') }]}>
      <h1 className="text-title font-semibold">{t('notMade.title')}</h1>
      <Panel title={t('notMade.what')}>
        <p role="alert">
          {t('notMade.text')}
          {digest === null ? null : <> {ui.rich('id', { id: digest, code: mono })}</>}
        </p>
        <Button kind="ink" className="mt-3" onClick={retry}>
          {t('notMade.again')}
        </Button>
      </Panel>
    </PageFrame>
  )
}
