'use client'
import { Button } from '#components/ui/button.tsx'
import { PlainPage } from '#components/ui/plain-page.tsx'
import { keepTyped } from './kept-text.ts'
import { sayWhyShut } from './say-why-shut.ts'
import { signInAgain } from './sign-in-again.ts'

/** Why a page was closed while it was open: its session, its tenant, its member's roles, or all of them in its scope. */
export type Closing = 'signed_out' | 'suspended' | 'changed' | 'no_access'

const WORDS: Record<
  Closing,
  { readonly title: string; readonly text: string; readonly label: string; readonly go: () => void }
> = {
  signed_out: {
    title: 'Your session is over',
    text: 'The page on which you sign in says why.',
    label: 'Sign in',
    go: signInAgain,
  },
  suspended: {
    title: 'This tenant is suspended',
    text: 'The page that says why is on its way.',
    label: 'See why',
    go: sayWhyShut,
  },
  changed: {
    title: 'What you may do here has changed',
    text: 'The page is on its way as it is for you now.',
    label: 'Load it again',
    go() {
      keepTyped(false)
      location.reload()
    },
  },
  no_access: {
    title: 'You no longer have access',
    text: 'Your role here was taken away or has run out, so this page is closed. An admin of the scope can give you a role again.',
    label: 'Go to what is open to you',
    go: () => location.assign('/'),
  },
}

/**
 * Goes on to the page that takes the place of a closed one. Nothing follows by itself where all access was lost: whoever
 * read there is told first.
 */
export function leaveClosed(because: Closing): void {
  if (because !== 'no_access') WORDS[because].go()
}

/** In place of a page that was closed: nothing of it is left, also while the next one is still on its way. */
export function ClosedPage({ because }: { because: Closing }) {
  const { title, text, label, go } = WORDS[because]
  return (
    <PlainPage
      title={title}
      action={
        <Button kind="ink" onClick={go}>
          {label}
        </Button>
      }
    >
      <p role="alert">{text}</p>
    </PlainPage>
  )
}
