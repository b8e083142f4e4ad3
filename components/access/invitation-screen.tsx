'use client'
import { useMutation } from '@tanstack/react-query'
import { useEffect, type SubmitEvent } from 'react'
import { faultOf, remainingMessage, type ApiProblem } from '#components/shell/api-problem.ts'
import { formText } from '#components/shell/form-text.ts'
import { Button, ButtonLink } from '#components/ui/button.tsx'
import { ErrorLine, TextField } from '#components/ui/field.tsx'
import { PasswordField } from '#components/ui/password-field.tsx'
import { Skeleton } from '#components/ui/skeleton.tsx'
import { PASSWORD_RULES } from '#lib/modules/access/domain/password-rules.ts'
import type { PreviewInvitationOutput } from '#lib/modules/access/schemas.ts'
import { acceptInvitation } from './api/accept-invitation.ts'
import { previewInvitation } from './api/preview-invitation.ts'
import { JoinForm, ForSomebodyElse } from './join-form.tsx'
import { useLinkToken } from './link-token.ts'
import { AuthFrame } from './auth-frame.tsx'
import { enterAs } from './enter-as.ts'
import { InvitationAside } from './invitation-aside.tsx'

/** Shows what an invitation offers, and accepts it. */
export function InvitationScreen() {
  const token = useLinkToken('invitation')
  const { mutate, data, error } = useMutation(previewInvitation())
  useEffect(() => {
    if (token !== null && token !== '') mutate({ token })
  }, [token, mutate])
  if (token === '') return <Closed title="This link is not complete" text={NO_TOKEN} />
  if (error !== null) return <ClosedByServer problem={error} onRetry={() => mutate({ token: token ?? '' })} />
  if (token === null || data === undefined) {
    return (
      <AuthFrame
        title="Your invitation"
        answer="Reading what the link is for. Looking at it changes nothing."
      >
        <Skeleton waitsFor="Waiting for the server" />
      </AuthFrame>
    )
  }
  const { signedInAs, isMember, email } = data
  if (signedInAs !== null && signedInAs !== email) return <ForSomebodyElse invitation={data} token={token} />
  if (isMember) return <JoinForm token={token} invitation={data} />
  return <AcceptForm key={token} token={token} invitation={data} />
}

const NO_TOKEN =
  'The part after # is missing, which is the key. Copy the whole address from the mail, or ask whoever sent it for a new one.'

function AcceptForm({ token, invitation }: { token: string; invitation: PreviewInvitationOutput }) {
  const { name, email, scopeName } = invitation
  const { mutate, error, isPending, isSuccess } = useMutation({
    ...acceptInvitation(),
    onSuccess: async ({ scope }, { password }) => await enterAs({ email, password }, `/?scope=${scope}`),
  })
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    if (isPending || isSuccess) return
    const form = event.currentTarget
    mutate({ token, password: formText(form, 'password'), name: formText(form, 'name') })
  }
  return (
    <AuthFrame
      title={`Join ${scopeName}`}
      answer="Set a password for your account. A second factor comes next."
      aside={<InvitationAside invitation={invitation} />}
    >
      <form
        method="post"
        aria-label="Accept the invitation"
        onSubmit={submit}
        className="flex flex-col gap-4"
      >
        <TextField
          label="E-mail address"
          name="email"
          value={email}
          readOnly
          autoComplete="username"
          isLarge
        />
        <TextField
          label="Your name"
          name="name"
          required
          defaultValue={name}
          autoComplete="name"
          maxLength={100}
          isLarge
          error={faultOf(error, 'name')}
        />
        <PasswordField
          label="New password"
          name="password"
          required
          autoComplete="new-password"
          help={PASSWORD_RULES}
          error={faultOf(error, 'password')}
        />
        <ErrorLine>{remainingMessage(error, ['name', 'password'])}</ErrorLine>
        <Button type="submit" kind="ink" size="large" isBusy={isPending || isSuccess}>
          Accept the invitation
        </Button>
      </form>
    </AuthFrame>
  )
}

/** What the server says about a link that is used, taken back, expired or unknown. */
function ClosedByServer({ problem, onRetry }: { problem: ApiProblem; onRetry: () => void }) {
  if (problem.code === 'not_found') return <Closed title="This link is unknown" text={UNKNOWN} />
  if (problem.code === 'precondition_failed')
    return <Closed title="This invitation is over" text={problem.message} />
  return (
    <AuthFrame
      title="The invitation could not be read"
      answer={`${problem.message} The link stays as good as it was.`}
    >
      <Button kind="ink" size="large" onClick={onRetry}>
        Try again
      </Button>
    </AuthFrame>
  )
}

const UNKNOWN =
  'No invitation has this key. Copy the whole address from the mail, or ask whoever sent it for a new one.'

function Closed({ title, text }: { title: string; text: string }) {
  return (
    <AuthFrame title={title} answer={text}>
      <ButtonLink href="/sign-in">Go to sign-in</ButtonLink>
    </AuthFrame>
  )
}
