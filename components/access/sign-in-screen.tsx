'use client'
import { useMutation } from '@tanstack/react-query'
import { useState, type SubmitEvent } from 'react'
import { formText } from '#components/shell/form-text.ts'
import { leadingBackTo } from '#components/shell/own-path.ts'
import { Button } from '#components/ui/button.tsx'
import { FactorField } from '#components/ui/factor-field.tsx'
import { ErrorLine, TextField } from '#components/ui/field.tsx'
import { PasswordField } from '#components/ui/password-field.tsx'
import { StateGlyph } from '#components/ui/state-glyph.tsx'
import { TextLink } from '#components/ui/text-link.tsx'
import { AuthFrame } from './auth-frame.tsx'
import { postSignIn, type SignInFields } from './post-sign-in.ts'
import { SignInAside } from './sign-in-aside.tsx'
import { useWait, WaitNote } from './wait-note.tsx'

const BLOCKED =
  'The form was not accepted. Reload this page and try again; if that does not help, allow cookies for this address.'

/** Signs somebody in: e-mail and password first, then the second factor, then to `target`. */
export function SignInScreen({ target }: { target: string }) {
  // What was typed first is kept for the second step; it leaves with the page.
  const [known, setKnown] = useState<SignInFields | null>(null)
  const wait = useWait()
  const { mutate, data, error, isPending, reset } = useMutation({
    mutationFn: postSignIn,
    onSuccess(outcome, fields) {
      if (outcome.kind === 'done') location.assign(target)
      if (outcome.kind === 'code_required') setKnown({ email: fields.email, password: fields.password })
      if (outcome.kind === 'wrong') setKnown(null)
      if (outcome.kind === 'wait') wait.begin(outcome.seconds)
      if (outcome.kind === 'sign_on') {
        location.assign(
          `/sign-in/${outcome.providerId === '' ? 'none' : outcome.providerId}?refused=sign_on_only`,
        )
      }
    },
  })
  const isBusy = isPending || data?.kind === 'done'
  const messages = (
    <>
      <WaitNote until={wait.until} />
      <ErrorLine>{error?.message ?? (data?.kind === 'blocked' ? BLOCKED : undefined)}</ErrorLine>
    </>
  )
  const send = (fields: SignInFields) => {
    if (!isBusy && !wait.isRunning()) mutate(fields)
  }
  if (known !== null) {
    return (
      <FactorStep
        email={known.email}
        isBusy={isBusy}
        isWrong={data?.kind === 'code_wrong'}
        messages={messages}
        onCode={(code) => send({ ...known, code })}
        onBack={() => {
          setKnown(null)
          reset()
        }}
      />
    )
  }
  return (
    <PasswordStep
      target={target}
      isBusy={isBusy}
      isWrong={data?.kind === 'wrong'}
      messages={messages}
      onFields={send}
    />
  )
}

interface StepProps {
  readonly isBusy: boolean
  readonly isWrong: boolean
  readonly messages: React.ReactNode
}

function PasswordStep({
  target,
  isBusy,
  isWrong,
  messages,
  onFields,
}: StepProps & { target: string; onFields: (fields: SignInFields) => void }) {
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = event.currentTarget
    onFields({ email: formText(form, 'email'), password: formText(form, 'password') })
  }
  return (
    <AuthFrame
      title="Sign in"
      answer="With the e-mail address and the password that you set when you were invited."
      aside={<SignInAside />}
    >
      {/* post, so that a form sent before the script runs never puts a password into the address */}
      <form method="post" aria-label="Sign in" onSubmit={submit} className="flex flex-col gap-4">
        <TextField
          label="E-mail address"
          name="email"
          type="email"
          required
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          isLarge
        />
        <PasswordField
          label="Password"
          name="password"
          required
          autoComplete="current-password"
          error={
            isWrong
              ? 'E-mail address or password is wrong. After a few wrong tries an account waits, longer each time.'
              : undefined
          }
        />
        {messages}
        <Button type="submit" kind="ink" size="large" isBusy={isBusy}>
          Sign in
        </Button>
      </form>
      <p className="mt-6 text-small text-fg-3">
        <TextLink href={leadingBackTo(target, '/sign-in/organisation')}>
          Sign in by your organisation
        </TextLink>
      </p>
    </AuthFrame>
  )
}

function FactorStep({
  email,
  isBusy,
  isWrong,
  messages,
  onCode,
  onBack,
}: StepProps & { email: string; onCode: (code: string) => void; onBack: () => void }) {
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    onCode(formText(event.currentTarget, 'code'))
  }
  return (
    <AuthFrame
      step={
        <span className="inline-flex items-center gap-1.5">
          <StateGlyph state="healthy" size={12} />
          <span className="text-fg-2">Password accepted</span> step 2 of 2
        </span>
      }
      title="Confirm it is you"
      answer={
        <>
          Signing in as <b className="font-medium break-words text-fg-1">{email}</b>. A second factor is asked
          for every time.
        </>
      }
      aside={<SignInAside />}
    >
      <form method="post" aria-label="Second factor" onSubmit={submit} className="flex flex-col gap-4">
        <FactorField
          name="code"
          isFocused
          error={
            isWrong
              ? 'This code is wrong or was used already. Wait for the next one, or use a recovery code.'
              : undefined
          }
        />
        {messages}
        <div className="flex gap-2">
          <Button type="submit" kind="ink" size="large" isBusy={isBusy} className="grow">
            Sign in
          </Button>
          <Button size="large" onClick={onBack}>
            Back
          </Button>
        </div>
        <p className="text-small text-fg-3">Nobody of ours asks for this code by phone, mail or chat.</p>
      </form>
    </AuthFrame>
  )
}
