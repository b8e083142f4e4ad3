'use client'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useText } from '#components/language/use-text.ts'
import { bold } from '#components/language/bold.tsx'
import { signOut } from '#components/shell/sign-out.ts'
import { Button } from '#components/ui/button.tsx'
import { ErrorLine } from '#components/ui/field.tsx'
import type { PreviewInvitationOutput } from '#lib/modules/access/schemas.ts'
import { joinByInvitation } from './api/join-by-invitation.ts'
import { AuthFrame } from './auth-frame.tsx'
import { InvitationAside } from './invitation-aside.tsx'
import { forgetLinkToken, keepLinkToken } from './link-token.ts'

/** Where a member signs in to come back to the invitation. */
const SIGN_IN = '/sign-in?callbackUrl=%2Finvitation'

interface InvitedProps {
  readonly token: string
  readonly invitation: PreviewInvitationOutput
}

/** For somebody who is a member already: signed in as the invited address, one press adds the role. */
export function JoinForm({ token, invitation }: InvitedProps) {
  const t = useText('access-public')
  const { email, scopeName, signedInAs } = invitation
  const { mutate, error, isPending, isSuccess } = useMutation({
    ...joinByInvitation(),
    onSuccess({ scope }) {
      forgetLinkToken('invitation')
      location.assign(`/?scope=${scope}`)
    },
  })
  const signIn = () => {
    keepLinkToken('invitation', token)
    location.assign(SIGN_IN)
  }
  return (
    <AuthFrame
      title={t('invitation.join', { scope: scopeName })}
      answer={
        signedInAs === null
          ? t.rich('invitation.isMember', { email, b: bold })
          : t.rich('invitation.signedInAs', { email, b: bold })
      }
      aside={<InvitationAside invitation={invitation} />}
    >
      <div className="flex flex-col gap-4">
        <ErrorLine>{error?.message}</ErrorLine>
        {signedInAs === null ? (
          <Button kind="ink" size="large" onClick={signIn}>
            {t('invitation.signIn')}
          </Button>
        ) : (
          <Button kind="ink" size="large" isBusy={isPending || isSuccess} onClick={() => mutate({ token })}>
            {t('invitation.accept')}
          </Button>
        )}
      </div>
    </AuthFrame>
  )
}

/** For somebody who is signed in with another address than the invited one: nothing here is theirs to accept. */
export function ForSomebodyElse({ token, invitation }: InvitedProps) {
  const t = useText('access-public')
  const { email, signedInAs, isMember } = invitation
  const [isLeaving, setIsLeaving] = useState(false)
  const leave = () => {
    setIsLeaving(true)
    keepLinkToken('invitation', token)
    signOut(isMember ? SIGN_IN : '/invitation').catch(() => setIsLeaving(false))
  }
  return (
    <AuthFrame
      title={t('invitation.notYours')}
      answer={t.rich('invitation.notYoursAnswer', { email, own: signedInAs ?? '', b: bold })}
    >
      <Button kind="ink" size="large" isBusy={isLeaving} onClick={leave}>
        {t('invitation.signOut')}
      </Button>
    </AuthFrame>
  )
}
