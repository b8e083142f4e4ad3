'use client'
import { useMutation } from '@tanstack/react-query'
import { useState, type ReactNode, type SubmitEvent } from 'react'
import { useText } from '#components/language/use-text.ts'
import { formText } from '#components/shell/form-text.ts'
import { leadingBackTo } from '#components/shell/own-path.ts'
import { Button } from '#components/ui/button.tsx'
import { ErrorLine, TextField } from '#components/ui/field.tsx'
import { PasswordField } from '#components/ui/password-field.tsx'
import { TextLink } from '#components/ui/text-link.tsx'
import { AuthFrame } from './auth-frame.tsx'
import { FactorStep, type WantedFactor } from './factor-step.tsx'
import { OtherWays } from './other-ways.tsx'
import { postSignIn, type SignInFields } from './post-sign-in.ts'
import type { SignInOutcome } from './sign-in-answer.ts'
import { SignInAside } from './sign-in-aside.tsx'
import { useWait, WaitNote } from './wait-note.tsx'

/** What was right so far: it is kept for the second step, and leaves with the page. */
interface Known {
  readonly fields: SignInFields
  readonly wanted: WantedFactor
}

/** Properties of `SignInScreen`. */
export interface SignInScreenProps {
  /** Where it leads afterwards, a path of ours. */
  readonly target: string
  /** Why somebody is here who did not ask for it. */
  readonly notice?: ReactNode
}

/** Signs somebody in: e-mail and password first, then the second factor, or a passkey alone; then to `target`. */
export function SignInScreen({ target, notice }: SignInScreenProps) {
  const t = useText('access-public')
  const [known, setKnown] = useState<Known | null>(null)
  const wait = useWait()
  const { mutate, data, error, isPending, reset } = useMutation({
    mutationFn: postSignIn,
    onSuccess(outcome, { email, password }) {
      if (outcome.kind === 'done') location.assign(target)
      if (isWanted(outcome.kind)) setKnown({ fields: { email, password }, wanted: outcome.kind })
      if (outcome.kind === 'wrong') setKnown(null)
      if (outcome.kind === 'wait') wait.begin(outcome)
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
      <WaitNote until={wait.until} isLocked={wait.isLocked} />
      <ErrorLine>{error?.message ?? (data?.kind === 'blocked' ? t('signIn.blocked') : undefined)}</ErrorLine>
    </>
  )
  const send = (fields: SignInFields) => {
    if (!isBusy && !wait.isRunning()) mutate(fields)
  }
  if (known !== null) {
    return (
      <FactorStep
        email={known.fields.email}
        done={t('signIn.passwordAccepted')}
        wanted={known.wanted}
        isBusy={isBusy}
        wrong={wrongPart(data?.kind)}
        messages={messages}
        onCode={(code) => send({ ...known.fields, code })}
        onPasskey={() => send({ ...known.fields, isWithPasskey: true })}
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
      notice={notice}
      isBusy={isBusy}
      isWrong={data?.kind === 'wrong'}
      messages={messages}
      onFields={send}
    />
  )
}

const isWanted = (kind: SignInOutcome['kind']): kind is WantedFactor => kind.endsWith('_required')

/** Which part of the second step was wrong. */
function wrongPart(kind: SignInOutcome['kind'] | undefined): 'code' | 'passkey' | null {
  if (kind === 'code_wrong') return 'code'
  return kind === 'passkey_wrong' ? 'passkey' : null
}

interface StepProps {
  readonly isBusy: boolean
  readonly isWrong: boolean
  readonly messages: ReactNode
}

function PasswordStep({
  target,
  notice,
  isBusy,
  isWrong,
  messages,
  onFields,
}: StepProps & SignInScreenProps & { onFields: (fields: SignInFields) => void }) {
  const t = useText('access-public')
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = event.currentTarget
    onFields({ email: formText(form, 'email'), password: formText(form, 'password') })
  }
  return (
    <AuthFrame notice={notice} title={t('signIn.title')} answer={t('signIn.answer')} aside={<SignInAside />}>
      {/* post, so that a form sent before the script runs never puts a password into the address */}
      <form method="post" aria-label={t('signIn.title')} onSubmit={submit} className="flex flex-col gap-4">
        <TextField
          label={t('field.email')}
          name="email"
          type="email"
          required
          autoComplete="username webauthn"
          autoCapitalize="none"
          spellCheck={false}
          isLarge
        />
        <PasswordField
          label={t('field.password')}
          name="password"
          required
          autoComplete="current-password"
          error={isWrong ? t('signIn.wrong') : undefined}
        />
        {messages}
        <Button type="submit" kind="ink" size="large" isBusy={isBusy}>
          {t('signIn.title')}
        </Button>
      </form>
      <OtherWays target={target} />
      <ul className="mt-6 flex flex-col gap-1 text-small text-fg-3">
        <li className="flex min-h-6 items-center">
          <TextLink href={leadingBackTo(target, '/sign-in/organisation')}>
            {t('signIn.byOrganisation')}
          </TextLink>
        </li>
        <li className="flex min-h-6 items-center">
          <TextLink href="/sign-in/by-mail">{t('signIn.byMail')}</TextLink>
        </li>
        <li className="flex min-h-6 items-center">
          <TextLink href="/sign-in/by-mail?for=password">{t('signIn.setPassword')}</TextLink>
        </li>
      </ul>
    </AuthFrame>
  )
}
