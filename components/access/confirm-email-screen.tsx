'use client'
import { useMutation } from '@tanstack/react-query'
import { useText } from '#components/language/use-text.ts'
import { bold } from '#components/language/bold.tsx'
import { Button, ButtonLink } from '#components/ui/button.tsx'
import { ErrorLine } from '#components/ui/field.tsx'
import { Skeleton } from '#components/ui/skeleton.tsx'
import { confirmEmailChange } from './api/confirm-email-change.ts'
import { AuthFrame } from './auth-frame.tsx'
import { useLinkToken } from './link-token.ts'

/** Makes a new address count, once its owner presses the button: mail scanners open links, but press nothing. */
export function ConfirmEmailScreen() {
  const t = useText('access-public')
  const token = useLinkToken('confirm-email')
  const { mutate, data, error, isPending } = useMutation(confirmEmailChange())
  if (token === null) {
    return (
      <AuthFrame title={t('confirmEmail.yours')} answer={t('link.reading')}>
        <Skeleton waitsFor={t('link.waiting')} />
      </AuthFrame>
    )
  }
  if (token === '') return <Over title={t('link.incomplete')} text={t('confirmEmail.noToken')} />
  if (data !== undefined) return <Done email={data.email} />
  if (error?.code === 'precondition_failed') return <Over title={t('link.over')} text={error.message} />
  if (error?.code === 'conflict')
    return <Over title={t('confirmEmail.taken')} text={t('confirmEmail.takenAnswer')} />
  return (
    <AuthFrame title={t('confirmEmail.title')} answer={t('confirmEmail.answer')}>
      <div className="flex flex-col gap-4">
        <ErrorLine>{error?.message}</ErrorLine>
        <Button kind="ink" size="large" isBusy={isPending} onClick={() => mutate({ token })}>
          {t('confirmEmail.make')}
        </Button>
      </div>
    </AuthFrame>
  )
}

function Done({ email }: { email: string }) {
  const t = useText('access-public')
  return (
    <AuthFrame
      title={t('confirmEmail.done')}
      answer={<span role="status">{t.rich('confirmEmail.doneAnswer', { email, b: bold })}</span>}
    >
      <ButtonLink href="/profile">{t('confirmEmail.profile')}</ButtonLink>
    </AuthFrame>
  )
}

function Over({ title, text }: { title: string; text: string }) {
  const t = useText('access-public')
  return (
    <AuthFrame title={title} answer={<span role="status">{text}</span>}>
      <ButtonLink href="/profile">{t('confirmEmail.profile')}</ButtonLink>
    </AuthFrame>
  )
}
