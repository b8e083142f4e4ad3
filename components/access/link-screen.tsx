'use client'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useText } from '#components/language/use-text.ts'
import { ApiProblem } from '#components/shell/api-problem.ts'
import { Button } from '#components/ui/button.tsx'
import { ErrorLine } from '#components/ui/field.tsx'
import { signInWithLink } from './api/sign-in-links.ts'
import { AuthFrame } from './auth-frame.tsx'
import { FactorStep, type WantedFactor } from './factor-step.tsx'
import { LinkOver, ReadingLink } from './link-states.tsx'
import { useLinkToken } from './link-token.ts'
import { SignInAside } from './sign-in-aside.tsx'
import { useWait, WaitNote } from './wait-note.tsx'
import { messageOf, wrongFactor } from './wrong-factor.ts'

/** The second step, once the link was good. */
interface Known {
  readonly email: string
  readonly wanted: WantedFactor
}

/** Signs somebody in by the link of a mail, once they press the button: mail scanners open links, but press nothing. */
export function LinkScreen() {
  const t = useText('access-public')
  const token = useLinkToken('sign-in-link')
  const [known, setKnown] = useState<Known | null>(null)
  const wait = useWait()
  const { mutate, data, error, isPending } = useMutation({
    ...signInWithLink(),
    onSuccess({ isSignedIn, wanted, email, mustEnrol }) {
      if (isSignedIn) location.assign(mustEnrol ? '/enrol' : '/')
      else if (wanted !== null) setKnown({ email: email ?? '', wanted })
    },
    onError: wait.beginAfter,
  })
  if (token === null) return <ReadingLink title={t('link.yours')} />
  if (token === '') return <LinkOver aim="sign-in" title={t('link.incomplete')} text={t('link.noToken')} />
  if (error instanceof ApiProblem && error.code === 'precondition_failed')
    return <LinkOver aim="sign-in" title={t('link.over')} text={error.message} />
  const isBusy = isPending || data?.isSignedIn === true
  const messages = (
    <>
      <WaitNote until={wait.until} isLocked={wait.isLocked} />
      <ErrorLine>{messageOf(error)}</ErrorLine>
    </>
  )
  const send = (factor: { code?: string; isWithPasskey?: boolean }) => {
    if (!isBusy && !wait.isRunning()) mutate({ token, ...factor })
  }
  if (known !== null) {
    return (
      <FactorStep
        email={known.email}
        done={t('link.accepted')}
        wanted={known.wanted}
        isBusy={isBusy}
        wrong={wrongFactor(error)}
        messages={messages}
        onCode={(code) => send({ code })}
        onPasskey={() => send({ isWithPasskey: true })}
        onBack={() => setKnown(null)}
      />
    )
  }
  return (
    <AuthFrame title={t('link.title')} answer={t('link.answer')} aside={<SignInAside />}>
      <div className="flex flex-col gap-4">
        {messages}
        <Button kind="ink" size="large" isBusy={isBusy} onClick={() => send({})}>
          {t('signIn.title')}
        </Button>
      </div>
    </AuthFrame>
  )
}
