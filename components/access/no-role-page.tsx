'use client'
import { useState } from 'react'
import { useText } from '#components/language/use-text.ts'
import { SIGN_IN_PATH } from '#components/shell/navigation.ts'
import { signOut } from '#components/shell/sign-out.ts'
import { Button } from '#components/ui/button.tsx'
import { PlainPage } from '#components/ui/plain-page.tsx'

/** What a member sees whose every role was taken while the account stayed. */
export function NoRolePage() {
  const t = useText('shell')
  const [isLeaving, setIsLeaving] = useState(false)
  const leave = () => {
    setIsLeaving(true)
    signOut(SIGN_IN_PATH).catch(() => setIsLeaving(false))
  }
  return (
    <PlainPage
      title={t('noRole.title')}
      action={
        <Button isBusy={isLeaving} onClick={leave}>
          {t('noRole.signOut')}
        </Button>
      }
    >
      {t('noRole.text')}
    </PlainPage>
  )
}
