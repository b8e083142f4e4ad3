'use client'
import { useMutation } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useApiForm } from '#components/forms/use-api-form.ts'
import { useText } from '#components/language/use-text.ts'
import type { ApiProblem } from '#components/shell/api-problem.ts'
import { Button, ButtonLink } from '#components/ui/button.tsx'
import { ErrorLine, TextField } from '#components/ui/field.tsx'
import { PasswordField } from '#components/ui/password-field.tsx'
import { Skeleton } from '#components/ui/skeleton.tsx'
import { MIN_PASSWORD_LENGTH } from '#lib/modules/access/domain/password-rules.ts'
import type {
  AcceptInvitationInput,
  AcceptInvitationOutput,
  PreviewInvitationOutput,
} from '#lib/modules/access/schemas.ts'
import { acceptInvitation } from './api/accept-invitation.ts'
import { previewInvitation } from './api/preview-invitation.ts'
import { JoinForm, ForSomebodyElse } from './join-form.tsx'
import { useLinkToken } from './link-token.ts'
import { AuthFrame } from './auth-frame.tsx'
import { enterAs } from './enter-as.ts'
import { InvitationAside } from './invitation-aside.tsx'

/** Shows what an invitation offers, and accepts it. */
export function InvitationScreen() {
  const t = useText('access-public')
  const token = useLinkToken('invitation')
  const { mutate, data, error } = useMutation(previewInvitation())
  useEffect(() => {
    if (token !== null && token !== '') mutate({ token })
  }, [token, mutate])
  if (token === '') return <Closed title={t('link.incomplete')} text={t('invitation.noToken')} />
  if (error !== null) return <ClosedByServer problem={error} onRetry={() => mutate({ token: token ?? '' })} />
  if (token === null || data === undefined) {
    return (
      <AuthFrame title={t('invitation.yours')} answer={t('invitation.reading')}>
        <Skeleton waitsFor={t('invitation.waiting')} />
      </AuthFrame>
    )
  }
  const { signedInAs, isMember, email } = data
  if (signedInAs !== null && signedInAs !== email) return <ForSomebodyElse invitation={data} token={token} />
  if (isMember) return <JoinForm token={token} invitation={data} />
  return <AcceptForm key={token} token={token} invitation={data} />
}

function AcceptForm({ token, invitation }: { token: string; invitation: PreviewInvitationOutput }) {
  const t = useText('access-public')
  const rules = useText('factors')
  const { name, email, scopeName } = invitation
  const [isLeaving, setIsLeaving] = useState(false)
  const { form, field, message, isBusy } = useApiForm({
    values: { name, password: '' },
    input: (typed): AcceptInvitationInput => ({ ...typed, token }),
    schema: async () => (await import('#lib/modules/access/schemas.ts')).acceptInvitationInput,
    mutation: {
      ...acceptInvitation(),
      onSuccess: async ({ scope }: AcceptInvitationOutput, { password }: AcceptInvitationInput) => {
        setIsLeaving(true)
        await enterAs({ email, password }, `/?scope=${scope}`)
      },
    },
    isFleeting: true, // what was sent leads to the next page, which nobody has to be asked about
  })
  return (
    <AuthFrame
      title={t('invitation.join', { scope: scopeName })}
      answer={t('invitation.answer')}
      aside={<InvitationAside invitation={invitation} />}
    >
      <form method="post" aria-label={t('invitation.accept')} {...form} className="flex flex-col gap-4">
        <TextField
          label={t('field.email')}
          name="email"
          value={email}
          readOnly
          autoComplete="username"
          isLarge
        />
        <TextField
          label={t('field.name')}
          required
          autoComplete="name"
          maxLength={100}
          isLarge
          {...field('name')}
        />
        <PasswordField
          label={t('field.newPassword')}
          required
          autoComplete="new-password"
          help={rules('password.rules', { min: MIN_PASSWORD_LENGTH })}
          {...field('password')}
        />
        <ErrorLine>{message}</ErrorLine>
        <Button type="submit" kind="ink" size="large" isBusy={isBusy || isLeaving}>
          {t('invitation.accept')}
        </Button>
      </form>
    </AuthFrame>
  )
}

/** What the server says about a link that is used, taken back, expired or unknown. */
function ClosedByServer({ problem, onRetry }: { problem: ApiProblem; onRetry: () => void }) {
  const t = useText('access-public')
  const root = useText('root')
  if (problem.code === 'not_found') return <Closed title={t('link.unknown')} text={t('invitation.unknown')} />
  if (problem.code === 'precondition_failed')
    return <Closed title={t('invitation.over')} text={problem.message} />
  return (
    <AuthFrame
      title={t('invitation.unread')}
      answer={t('invitation.unreadAnswer', { problem: problem.message })}
    >
      <Button kind="ink" size="large" onClick={onRetry}>
        {root('failed.again')}
      </Button>
    </AuthFrame>
  )
}

function Closed({ title, text }: { title: string; text: string }) {
  const t = useText('access-public')
  return (
    <AuthFrame title={title} answer={text}>
      <ButtonLink href="/sign-in">{t('signIn.goTo')}</ButtonLink>
    </AuthFrame>
  )
}
