'use client'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
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
      title={`Join ${scopeName}`}
      answer={
        signedInAs === null ? (
          <>
            <b className="font-medium break-words text-fg-1">{email}</b> is a member already. Sign in with
            that address, and accept the invitation here.
          </>
        ) : (
          <>
            You are signed in as <b className="font-medium break-words text-fg-1">{email}</b>. The new role is
            added to those that you hold.
          </>
        )
      }
      aside={<InvitationAside invitation={invitation} />}
    >
      <div className="flex flex-col gap-4">
        <ErrorLine>{error?.message}</ErrorLine>
        {signedInAs === null ? (
          <Button kind="ink" size="large" onClick={signIn}>
            Sign in to accept
          </Button>
        ) : (
          <Button kind="ink" size="large" isBusy={isPending || isSuccess} onClick={() => mutate({ token })}>
            Accept the invitation
          </Button>
        )}
      </div>
    </AuthFrame>
  )
}

/** For somebody who is signed in with another address than the invited one: nothing here is theirs to accept. */
export function ForSomebodyElse({ token, invitation }: InvitedProps) {
  const { email, signedInAs, isMember } = invitation
  const [isLeaving, setIsLeaving] = useState(false)
  const leave = () => {
    setIsLeaving(true)
    keepLinkToken('invitation', token)
    signOut(isMember ? SIGN_IN : '/invitation').catch(() => setIsLeaving(false))
  }
  return (
    <AuthFrame
      title="This invitation is not for you"
      answer={
        <>
          It went to <b className="font-medium break-words text-fg-1">{email}</b>, and you are signed in as{' '}
          <b className="font-medium break-words text-fg-1">{signedInAs}</b>. Nothing was changed. If both
          addresses are yours, sign out and go on with the other one.
        </>
      }
    >
      <Button kind="ink" size="large" isBusy={isLeaving} onClick={leave}>
        Sign out and go on
      </Button>
    </AuthFrame>
  )
}
