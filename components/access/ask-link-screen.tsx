'use client'
import { useMutation } from '@tanstack/react-query'
import type { SubmitEvent } from 'react'
import { faultOf, remainingMessage } from '#components/shell/api-problem.ts'
import { formText } from '#components/shell/form-text.ts'
import { Button, ButtonLink } from '#components/ui/button.tsx'
import { ErrorLine, TextField } from '#components/ui/field.tsx'
import { TextLink } from '#components/ui/text-link.tsx'
import { askSignInLink } from './api/sign-in-links.ts'
import { AuthFrame } from './auth-frame.tsx'
import { SignInAside } from './sign-in-aside.tsx'

/** What a link is asked for. */
export type LinkAim = 'sign-in' | 'password'

const WORDS = {
  'sign-in': {
    title: 'Sign in by e-mail',
    answer: 'A link goes to your address. It signs you in once, in this browser, within 15 minutes.',
    button: 'Send me a link',
  },
  password: {
    title: 'Set a new password',
    answer:
      'A link goes to your address, with which you set a new password, once, in this browser, within 15 minutes.',
    button: 'Send me a link',
  },
} as const

/** Asks for the address that a link goes to; what it says afterwards is the same for everybody. */
export function AskLinkScreen({ aim }: { aim: LinkAim }) {
  const { mutate, data, error, isPending } = useMutation(askSignInLink())
  const words = WORDS[aim]
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    if (!isPending) mutate({ email: formText(event.currentTarget, 'email'), purpose: aim })
  }
  if (data !== undefined) return <OnItsWay aim={aim} email={data.email} minutes={data.minutes} />
  return (
    <AuthFrame title={words.title} answer={words.answer} aside={<SignInAside />}>
      <form method="post" aria-label={words.title} onSubmit={submit} className="flex flex-col gap-4">
        <TextField
          label="E-mail address"
          name="email"
          type="email"
          required
          maxLength={254}
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          isLarge
          error={faultOf(error, 'email')}
        />
        <ErrorLine>{remainingMessage(error, ['email'])}</ErrorLine>
        <Button type="submit" kind="ink" size="large" isBusy={isPending}>
          {words.button}
        </Button>
      </form>
      <p className="mt-6 text-small text-fg-3">
        <TextLink href="/sign-in">Back to sign-in</TextLink>
      </p>
    </AuthFrame>
  )
}

interface OnItsWayProps {
  readonly aim: LinkAim
  readonly email: string
  readonly minutes: number
}

function OnItsWay({ aim, email, minutes }: OnItsWayProps) {
  return (
    <AuthFrame
      title="Look into your mailbox"
      answer={
        <span role="status">
          If <b className="font-medium break-all text-fg-1">{email}</b> is the address of a member who may
          {aim === 'sign-in' ? ' sign in by e-mail' : ' set a password'}, a link is on its way. It works once,
          within {minutes} minutes, in this browser.
        </span>
      }
      aside={<SignInAside />}
    >
      <div className="flex flex-col gap-4">
        <p className="text-small text-fg-3">
          Nothing came? Look among the junk, check the address, or sign in by your organisation. A few links
          go to one address within an hour, then no more.
        </p>
        <div>
          <ButtonLink href="/sign-in">Back to sign-in</ButtonLink>
        </div>
      </div>
    </AuthFrame>
  )
}
