'use client'
import { useMutation } from '@tanstack/react-query'
import { useText } from '#components/language/use-text.ts'
import { Button, ButtonLink } from '#components/ui/button.tsx'
import { ErrorLine } from '#components/ui/field.tsx'
import { Skeleton } from '#components/ui/skeleton.tsx'
import { unlockAccount } from './api/unlock-account.ts'
import { AuthFrame } from './auth-frame.tsx'
import { useLinkToken } from './link-token.ts'

/** Opens a locked account once its owner presses the button: mail scanners open links, but press nothing. */
export function UnlockScreen() {
  const t = useText('access-public')
  const token = useLinkToken('unlock')
  const { mutate, data, error, isPending } = useMutation(unlockAccount())
  if (token === null) {
    return (
      <AuthFrame title={t('unlock.title')} answer={t('link.reading')}>
        <Skeleton waitsFor={t('link.waiting')} />
      </AuthFrame>
    )
  }
  if (token === '') return <Over title={t('link.incomplete')} text={t('unlock.noToken')} />
  if (data !== undefined) return <Over title={t('unlock.done')} text={t('unlock.doneAnswer')} />
  if (error?.code === 'precondition_failed') return <Over title={t('link.over')} text={error.message} />
  return (
    <AuthFrame title={t('unlock.title')} answer={t('unlock.answer')}>
      <div className="flex flex-col gap-4">
        <ErrorLine>{error?.message}</ErrorLine>
        <Button kind="ink" size="large" isBusy={isPending} onClick={() => mutate({ token })}>
          {t('unlock.open')}
        </Button>
      </div>
    </AuthFrame>
  )
}

function Over({ title, text }: { title: string; text: string }) {
  const t = useText('access-public')
  return (
    <AuthFrame title={title} answer={<span role="status">{text}</span>}>
      <ButtonLink href="/sign-in">{t('signIn.goTo')}</ButtonLink>
    </AuthFrame>
  )
}
