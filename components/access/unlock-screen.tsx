'use client'
import { useMutation } from '@tanstack/react-query'
import { Button, ButtonLink } from '#components/ui/button.tsx'
import { ErrorLine } from '#components/ui/field.tsx'
import { Skeleton } from '#components/ui/skeleton.tsx'
import { unlockAccount } from './api/unlock-account.ts'
import { AuthFrame } from './auth-frame.tsx'
import { useLinkToken } from './link-token.ts'

/** Opens a locked account once its owner presses the button: mail scanners open links, but press nothing. */
export function UnlockScreen() {
  const token = useLinkToken('unlock')
  const { mutate, data, error, isPending } = useMutation(unlockAccount())
  if (token === null) {
    return (
      <AuthFrame title="Open your account" answer="Reading the link. Looking at it changes nothing.">
        <Skeleton waitsFor="Waiting for the page" />
      </AuthFrame>
    )
  }
  if (token === '') return <Over title="This link is not complete" text={NO_TOKEN} />
  if (data !== undefined) return <Over title="Your account is open" text={OPEN} />
  if (error?.code === 'precondition_failed') return <Over title="This link is over" text={error.message} />
  return (
    <AuthFrame
      title="Open your account"
      answer="It was locked because somebody typed a wrong password or code too often. Opening it signs nobody in; this browser is known from then on, and whoever goes on guessing cannot lock you out here."
    >
      <div className="flex flex-col gap-4">
        <ErrorLine>{error?.message}</ErrorLine>
        <Button kind="ink" size="large" isBusy={isPending} onClick={() => mutate({ token })}>
          Open my account
        </Button>
      </div>
    </AuthFrame>
  )
}

const NO_TOKEN =
  'The part after # is missing, which is the key. Copy the whole address from the mail. A lock ends by itself within an hour.'
const OPEN = 'Sign in as you always do. If it was not you who guessed, change your password afterwards.'

function Over({ title, text }: { title: string; text: string }) {
  return (
    <AuthFrame title={title} answer={<span role="status">{text}</span>}>
      <ButtonLink href="/sign-in">Go to sign-in</ButtonLink>
    </AuthFrame>
  )
}
