'use client'
import { Button } from '#components/ui/button.tsx'
import { PlainPage } from '#components/ui/plain-page.tsx'
import { errorDigest } from '#components/ui/error-digest.ts'

/** A page that failed while it was made. Other pages, ingest and paging do not depend on it. */
export default function PageError({ error, retry }: { error: unknown; retry: () => void }) {
  const digest = errorDigest(error)
  return (
    <PlainPage
      title="This page could not be made"
      action={
        <Button kind="ink" onClick={retry}>
          Try again
        </Button>
      }
    >
      <p role="alert">
        It failed on the way to you. Nothing was changed, and alerts and pages go on without it.
        {digest === null ? null : (
          <>
            {' '}
            Id <code className="font-mono">{digest}</code>.
          </>
        )}
      </p>
    </PlainPage>
  )
}
