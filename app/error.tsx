'use client'
import type { ReactNode } from 'react'
import { useText } from '#components/language/use-text.ts'
import { Button } from '#components/ui/button.tsx'
import { PlainPage } from '#components/ui/plain-page.tsx'
import { errorDigest } from '#components/ui/error-digest.ts'

const mono = (text: ReactNode): ReactNode => <code className="font-mono">{text}</code>

/** A page that failed while it was made. Other pages, ingest and paging do not depend on it. */
export default function PageError({ error, retry }: { error: unknown; retry: () => void }) {
  const t = useText('root')
  const digest = errorDigest(error)
  return (
    <PlainPage
      title={t('failed.title')}
      action={
        <Button kind="ink" onClick={retry}>
          {t('failed.again')}
        </Button>
      }
    >
      <p role="alert">
        {t('failed.text')} {digest === null ? null : t.rich('failed.id', { digest, code: mono })}
      </p>
    </PlainPage>
  )
}
