'use client'
import { useMutation } from '@tanstack/react-query'
import { Button, ButtonLink } from '#components/ui/button.tsx'
import { ErrorLine } from '#components/ui/field.tsx'
import { Skeleton } from '#components/ui/skeleton.tsx'
import { confirmEmailChange } from './api/confirm-email-change.ts'
import { AuthFrame } from './auth-frame.tsx'
import { useLinkToken } from './link-token.ts'

/** Makes a new address count, once its owner presses the button: mail scanners open links, but press nothing. */
export function ConfirmEmailScreen() {
  const token = useLinkToken('confirm-email')
  const { mutate, data, error, isPending } = useMutation(confirmEmailChange())
  if (token === null) {
    return (
      <AuthFrame title="Your new e-mail address" answer="Reading the link. Looking at it changes nothing.">
        <Skeleton waitsFor="Waiting for the page" />
      </AuthFrame>
    )
  }
  if (token === '') return <Over title="This link is not complete" text={NO_TOKEN} />
  if (data !== undefined) return <Done email={data.email} />
  if (error?.code === 'precondition_failed') return <Over title="This link is over" text={error.message} />
  if (error?.code === 'conflict') return <Over title="This address is taken" text={TAKEN} />
  return (
    <AuthFrame
      title="Confirm your new e-mail address"
      answer="It was asked for on the profile of a member of Bailiwick. If that was you, make it your address; you sign in with it from then on. If not, close this page: the link ends by itself."
    >
      <div className="flex flex-col gap-4">
        <ErrorLine>{error?.message}</ErrorLine>
        <Button kind="ink" size="large" isBusy={isPending} onClick={() => mutate({ token })}>
          Make this my address
        </Button>
      </div>
    </AuthFrame>
  )
}

const NO_TOKEN =
  'The part after # is missing, which is the key. Copy the whole address from the mail, or ask for the change again on your profile.'
const TAKEN = 'Another member has this address. Nothing was changed; you sign in as before.'

function Done({ email }: { email: string }) {
  return (
    <AuthFrame
      title="Your address is changed"
      answer={
        <span role="status">
          You sign in with <b className="font-medium break-all text-fg-1">{email}</b> from now on. The former
          address got word of it.
        </span>
      }
    >
      <ButtonLink href="/profile">Go to your profile</ButtonLink>
    </AuthFrame>
  )
}

function Over({ title, text }: { title: string; text: string }) {
  return (
    <AuthFrame title={title} answer={<span role="status">{text}</span>}>
      <ButtonLink href="/profile">Go to your profile</ButtonLink>
    </AuthFrame>
  )
}
