'use client'
import { useState } from 'react'
import { SIGN_IN_PATH } from '#components/shell/navigation.ts'
import { signOut } from '#components/shell/sign-out.ts'
import { Button } from '#components/ui/button.tsx'
import { PlainPage } from '#components/ui/plain-page.tsx'

/** What a member sees whose every role was taken while the account stayed. */
export function NoRolePage() {
  const [isLeaving, setIsLeaving] = useState(false)
  const leave = () => {
    setIsLeaving(true)
    signOut(SIGN_IN_PATH).catch(() => setIsLeaving(false))
  }
  return (
    <PlainPage
      title="No scope is open to you"
      action={
        <Button isBusy={isLeaving} onClick={leave}>
          Sign out
        </Button>
      }
    >
      You are signed in, and hold no role at present: it was taken, or it has run out. An admin of the scope
      can invite you again.
    </PlainPage>
  )
}
