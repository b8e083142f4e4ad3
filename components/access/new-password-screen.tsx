'use client'
import { useMutation } from '@tanstack/react-query'
import { useState, type SubmitEvent } from 'react'
import { ApiProblem, faultOf } from '#components/shell/api-problem.ts'
import { formText } from '#components/shell/form-text.ts'
import { Button, ButtonLink } from '#components/ui/button.tsx'
import { ErrorLine } from '#components/ui/field.tsx'
import { PasswordField } from '#components/ui/password-field.tsx'
import { PASSWORD_RULES } from '#lib/modules/access/domain/password-rules.ts'
import { resetPassword } from './api/sign-in-links.ts'
import { AuthFrame } from './auth-frame.tsx'
import { FactorStep, type WantedFactor } from './factor-step.tsx'
import { LinkOver, NO_LINK_TOKEN, ReadingLink } from './link-states.tsx'
import { useLinkToken } from './link-token.ts'
import { SignInAside } from './sign-in-aside.tsx'
import { useWait, WaitNote } from './wait-note.tsx'
import { messageOf, wrongFactor } from './wrong-factor.ts'

/** The second step: the password could be used, and the second factor is still to be shown. */
interface Known {
  readonly email: string
  readonly password: string
  readonly wanted: WantedFactor
}

/** Sets a new password by the link of a mail, with the second factor of whoever has one. */
export function NewPasswordScreen() {
  const token = useLinkToken('new-password')
  const [known, setKnown] = useState<Known | null>(null)
  const wait = useWait()
  const { mutate, data, error, isPending } = useMutation({
    ...resetPassword(),
    onSuccess({ wanted, email }, { password }) {
      setKnown(wanted === null ? null : { email, password, wanted })
    },
    onError: wait.beginAfter,
  })
  if (token === null) return <ReadingLink title="Set a new password" />
  if (token === '') return <LinkOver aim="password" title="This link is not complete" text={NO_LINK_TOKEN} />
  if (data?.isSet === true) return <Done email={data.email} ended={data.ended} />
  const problem = error instanceof ApiProblem ? error : null
  if (problem?.code === 'precondition_failed')
    return <LinkOver aim="password" title="This link is over" text={problem.message} />
  const passwordFault = faultOf(problem, 'password')
  const messages = (
    <>
      <WaitNote until={wait.until} isLocked={wait.isLocked} />
      <ErrorLine>{passwordFault === undefined ? messageOf(error) : undefined}</ErrorLine>
    </>
  )
  const send = (password: string, factor: { code?: string; isWithPasskey?: boolean } = {}) => {
    if (!isPending && !wait.isRunning()) mutate({ token, password, ...factor })
  }
  if (known !== null && passwordFault === undefined) {
    return (
      <FactorStep
        email={known.email}
        done="Password can be used"
        wanted={known.wanted}
        isBusy={isPending}
        wrong={wrongFactor(error)}
        messages={messages}
        submitLabel="Set the password"
        onCode={(code) => send(known.password, { code })}
        onPasskey={() => send(known.password, { isWithPasskey: true })}
        onBack={() => setKnown(null)}
      />
    )
  }
  return (
    <PasswordStep
      isBusy={isPending}
      fault={passwordFault}
      messages={messages}
      onPassword={(text) => send(text)}
    />
  )
}

interface PasswordStepProps {
  readonly isBusy: boolean
  readonly fault: string | undefined
  readonly messages: React.ReactNode
  readonly onPassword: (password: string) => void
}

function PasswordStep({ isBusy, fault, messages, onPassword }: PasswordStepProps) {
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    onPassword(formText(event.currentTarget, 'password'))
  }
  return (
    <AuthFrame
      title="Set a new password"
      answer="The link works once, in the browser in which you asked for it. Every session of yours ends when the password is set."
      aside={<SignInAside />}
    >
      <form method="post" aria-label="Set a new password" onSubmit={submit} className="flex flex-col gap-4">
        <PasswordField
          label="New password"
          name="password"
          required
          maxLength={1000}
          autoComplete="new-password"
          help={PASSWORD_RULES}
          error={fault}
        />
        {messages}
        <Button type="submit" kind="ink" size="large" isBusy={isBusy}>
          Set the password
        </Button>
      </form>
    </AuthFrame>
  )
}

function Done({ email, ended }: { email: string; ended: number }) {
  return (
    <AuthFrame
      title="Your password is set"
      answer={
        <span role="status">
          Sign in with it as <b className="font-medium break-all text-fg-1">{email}</b>.{' '}
          {ended === 0
            ? 'No session was open.'
            : `${ended} ${ended === 1 ? 'session' : 'sessions'} of yours ended.`}{' '}
          A mail tells you of the change.
        </span>
      }
    >
      <ButtonLink kind="ink" href="/sign-in">
        Go to sign-in
      </ButtonLink>
    </AuthFrame>
  )
}
