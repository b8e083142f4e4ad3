'use client'
import { useText } from '#components/language/use-text.ts'
import { Button } from '#components/ui/button.tsx'
import { PlainPage } from '#components/ui/plain-page.tsx'
import { keepTyped } from './kept-text.ts'
import { sayWhyShut } from './say-why-shut.ts'
import { signInAgain } from './sign-in-again.ts'

/** Why a page was closed while it was open: its session, its tenant, its member's roles, or all of them in its scope. */
export type Closing = 'signed_out' | 'suspended' | 'changed' | 'no_access'

/** What leads on from a closed page. */
const WAYS: Record<Closing, () => void> = {
  signed_out: signInAgain,
  suspended: sayWhyShut,
  changed() {
    keepTyped(false)
    location.reload()
  },
  no_access: () => location.assign('/'),
}

/**
 * Goes on to the page that takes the place of a closed one. Nothing follows by itself where all access was lost: whoever
 * read there is told first.
 */
export function leaveClosed(because: Closing): void {
  if (because !== 'no_access') WAYS[because]()
}

/** In place of a page that was closed: nothing of it is left, also while the next one is still on its way. */
export function ClosedPage({ because }: { because: Closing }) {
  const t = useText('shell')
  return (
    <PlainPage
      title={t(`closed.${because}.title`)}
      action={
        <Button kind="ink" onClick={WAYS[because]}>
          {t(`closed.${because}.go`)}
        </Button>
      }
    >
      <p role="alert">{t(`closed.${because}.text`)}</p>
    </PlainPage>
  )
}
