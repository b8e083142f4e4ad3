'use client'
import { useMutation } from '@tanstack/react-query'
import type { SubmitEvent } from 'react'
import { useText } from '#components/language/use-text.ts'
import { bold } from '#components/language/bold.tsx'
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

/** Asks for the address that a link goes to; what it says afterwards is the same for everybody. */
export function AskLinkScreen({ aim }: { aim: LinkAim }) {
  const t = useText('access-public')
  const { mutate, data, error, isPending } = useMutation(askSignInLink())
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    if (!isPending) mutate({ email: formText(event.currentTarget, 'email'), purpose: aim })
  }
  if (data !== undefined) return <OnItsWay aim={aim} email={data.email} minutes={data.minutes} />
  return (
    <AuthFrame title={t(`ask.${aim}.title`)} answer={t(`ask.${aim}.answer`)} aside={<SignInAside />}>
      <form
        method="post"
        aria-label={t(`ask.${aim}.title`)}
        onSubmit={submit}
        className="flex flex-col gap-4"
      >
        <TextField
          label={t('field.email')}
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
          {t('ask.send')}
        </Button>
      </form>
      <p className="mt-6 text-small text-fg-3">
        <TextLink href="/sign-in">{t('signIn.backTo')}</TextLink>
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
  const t = useText('access-public')
  return (
    <AuthFrame
      title={t('ask.look')}
      answer={<span role="status">{t.rich(`ask.${aim}.sent`, { email, minutes, b: bold })}</span>}
      aside={<SignInAside />}
    >
      <div className="flex flex-col gap-4">
        <p className="text-small text-fg-3">{t('ask.nothing')}</p>
        <div>
          <ButtonLink href="/sign-in">{t('signIn.backTo')}</ButtonLink>
        </div>
      </div>
    </AuthFrame>
  )
}
