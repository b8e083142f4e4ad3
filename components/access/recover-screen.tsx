'use client'
import { useMutation } from '@tanstack/react-query'
import { useSyncExternalStore, type SubmitEvent } from 'react'
import { useText } from '#components/language/use-text.ts'
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
  const t = useText('access-public')
  const token = useSyncExternalStore(
    never,
    () => location.hash.slice(1),
    () => null,
  )
  const { mutate, error, data, isPending } = useMutation(finishRecovery())
  if (data !== undefined) {
    return (
      <AuthFrame title={t('recover.done')} answer={t('recover.doneAnswer', { email: data.email })}>
        <ButtonLink kind="ink" size="large" href="/sign-in">
          {t('signIn.title')}
        </ButtonLink>
      </AuthFrame>
    )
  }
  if (token === '' || error?.code === 'not_found') {
    return (
      <AuthFrame title={t('link.over')} answer={t('recover.overAnswer')}>
        <ButtonLink href="/sign-in">{t('signIn.goTo')}</ButtonLink>
      </AuthFrame>
    )
  }
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    if (!isPending && token !== null) mutate({ token, password: formText(event.currentTarget, 'password') })
  }
  return (
    <AuthFrame title={t('recover.title')} answer={t('recover.answer')}>
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
          autoComplete="new-password"
          help={t('recover.help', { min: MIN_PASSWORD_LENGTH })}
          error={faultOf(error, 'password')}
        />
        <ErrorLine>{remainingMessage(error, ['password'])}</ErrorLine>
        <Button type="submit" kind="ink" size="large" isBusy={isPending}>
          {t('newPassword.set')}
        </Button>
      </form>
    </AuthFrame>
  )
}
