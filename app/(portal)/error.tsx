'use client'
import { PageFrame } from '#components/shell/page-frame.tsx'
import { Button } from '#components/ui/button.tsx'
import { errorDigest } from '#components/ui/error-digest.ts'
import { Panel } from '#components/ui/panel.tsx'

/** A signed-in page that failed while it was made, inside of the shell: every other page is a click away. */
export default function PortalPageError({ error, retry }: { error: unknown; retry: () => void }) {
  const digest = errorDigest(error)
  return (
    <PageFrame crumbs={[{ label: 'Not made' }]}>
      <h1 className="text-title font-semibold">This page could not be made</h1>
      <Panel title="What happened">
        <p role="alert">
          It failed on the way to you. Nothing was changed, and alerts and pages go on without it. Other pages
          are not touched.
          {digest === null ? null : (
            <>
              {' '}
              Id <code className="font-mono">{digest}</code>.
            </>
          )}
        </p>
        <Button kind="ink" className="mt-3" onClick={retry}>
          Try again
        </Button>
      </Panel>
    </PageFrame>
  )
}
