'use client'
import { useMutation } from '@tanstack/react-query'
import { useSyncExternalStore, type SubmitEvent } from 'react'
import { faultOf, remainingMessage } from '#components/shell/api-problem.ts'
import { formText } from '#components/shell/form-text.ts'
import { Button, ButtonLink } from '#components/ui/button.tsx'
import { ErrorLine } from '#components/ui/field.tsx'
import { PasswordField } from '#components/ui/password-field.tsx'
import { MIN_PASSWORD_LENGTH } from '#lib/modules/access/domain/password-rules.ts'
import { finishRecovery } from './api/finish-recovery.ts'
import { AuthFrame } from './auth-frame.tsx'

const never = () => () => {}

/** Asks for a new password with the link that the machine printed. */
export function RecoverScreen() {
  const token = useSyncExternalStore(
    never,
    () => location.hash.slice(1),
    () => null,
  )
  const { mutate, error, data, isPending } = useMutation(finishRecovery())
  if (data !== undefined) {
    return (
      <AuthFrame
        title="The new password is set"
        answer={`Sign in as ${data.email}; a second factor comes next.`}
      >
        <ButtonLink kind="ink" size="large" href="/sign-in">
          Sign in
        </ButtonLink>
      </AuthFrame>
    )
  }
  if (token === '' || error?.code === 'not_found') {
    return (
      <AuthFrame
        title="This link is over"
        answer="It works once, for fifteen minutes. Whoever runs the machine can print a new one: npm run bailiwick -- access recover."
      >
        <ButtonLink href="/sign-in">Go to sign-in</ButtonLink>
      </AuthFrame>
    )
  }
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    if (!isPending && token !== null) mutate({ token, password: formText(event.currentTarget, 'password') })
  }
  return (
    <AuthFrame
      title="Recover your access"
      answer="Your second factor was taken away on the machine. Set a new password, sign in, and enrol anew."
    >
      <form method="post" aria-label="Set a new password" onSubmit={submit} className="flex flex-col gap-4">
        <PasswordField
          label="New password"
          name="password"
          required
          autoComplete="new-password"
          help={`At least ${MIN_PASSWORD_LENGTH} characters; several words are easiest.`}
          error={faultOf(error, 'password')}
        />
        <ErrorLine>{remainingMessage(error, ['password'])}</ErrorLine>
        <Button type="submit" kind="ink" size="large" isBusy={isPending}>
          Set the password
        </Button>
      </form>
    </AuthFrame>
  )
}
