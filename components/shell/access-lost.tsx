'use client'
import { Button } from '#components/ui/button.tsx'
import { PlainPage } from '#components/ui/plain-page.tsx'

/** In place of a page whose member has lost every role in its scope: nothing of it is left. */
export function AccessLost() {
  return (
    <PlainPage
      title="You no longer have access"
      action={
        <Button kind="ink" onClick={() => location.assign('/')}>
          Go to what is open to you
        </Button>
      }
    >
      <p role="alert">
        Your role here was taken away or has run out, so this page is closed. An admin of the scope can give
        you a role again.
      </p>
    </PlainPage>
  )
}
