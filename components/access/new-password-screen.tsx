'use client'
import { useMutation } from '@tanstack/react-query'
import { useState, type SubmitEvent } from 'react'
import { useText } from '#components/language/use-text.ts'
import { bold } from '#components/language/bold.tsx'
import { ApiProblem, faultOf } from '#components/shell/api-problem.ts'
import { formText } from '#components/shell/form-text.ts'
import { Button, ButtonLink } from '#components/ui/button.tsx'
import { ErrorLine } from '#components/ui/field.tsx'
import { PasswordField } from '#components/ui/password-field.tsx'
import { MIN_PASSWORD_LENGTH } from '#lib/modules/access/domain/password-rules.ts'
import { resetPassword } from './api/sign-in-links.ts'
import { AuthFrame } from './auth-frame.tsx'
import { FactorStep, type WantedFactor } from './factor-step.tsx'
import { LinkOver, ReadingLink } from './link-states.tsx'
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
  const t = useText('access-public')
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
  if (token === null) return <ReadingLink title={t('newPassword.title')} />
  if (token === '') return <LinkOver aim="password" title={t('link.incomplete')} text={t('link.noToken')} />
  if (data?.isSet === true) return <Done email={data.email} ended={data.ended} />
  const problem = error instanceof ApiProblem ? error : null
  if (problem?.code === 'precondition_failed')
    return <LinkOver aim="password" title={t('link.over')} text={problem.message} />
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
        done={t('newPassword.accepted')}
        wanted={known.wanted}
        isBusy={isPending}
        wrong={wrongFactor(error)}
        messages={messages}
        submitLabel={t('newPassword.set')}
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
  const t = useText('access-public')
  const rules = useText('factors')
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    onPassword(formText(event.currentTarget, 'password'))
  }
  return (
    <AuthFrame title={t('newPassword.title')} answer={t('newPassword.answer')} aside={<SignInAside />}>
      <form
        method="post"
        aria-label={t('newPassword.title')}
        onSubmit={submit}
        className="flex flex-col gap-4"
      >
        <PasswordField
          label={t('field.newPassword')}
          name="password"
          required
          maxLength={1000}
          autoComplete="new-password"
          help={rules('password.rules', { min: MIN_PASSWORD_LENGTH })}
          error={fault}
        />
        {messages}
        <Button type="submit" kind="ink" size="large" isBusy={isBusy}>
          {t('newPassword.set')}
        </Button>
      </form>
    </AuthFrame>
  )
}

function Done({ email, ended }: { email: string; ended: number }) {
  const t = useText('access-public')
  return (
    <AuthFrame
      title={t('newPassword.done')}
      answer={<span role="status">{t.rich('newPassword.doneAnswer', { email, ended, b: bold })}</span>}
    >
      <ButtonLink kind="ink" href="/sign-in">
        {t('signIn.goTo')}
      </ButtonLink>
    </AuthFrame>
  )
}
