'use client'
import { useState } from 'react'
import { useText } from '#components/language/use-text.ts'
import { SIGN_IN_PATH } from '#components/shell/navigation.ts'
import { signOut } from '#components/shell/sign-out.ts'
import { Button } from '#components/ui/button.tsx'
import { useToast } from '#components/ui/toast.tsx'

/** Ends this session. */
export function SignOutButton() {
  const t = useText('access')
  const toast = useToast()
  const [isLeaving, setIsLeaving] = useState(false)
  const leave = () => {
    setIsLeaving(true)
    signOut(SIGN_IN_PATH).catch(() => {
      setIsLeaving(false)
      toast({ text: t('screen.stillIn'), tone: 'failed' })
    })
  }
  return (
    <Button icon="exit" isBusy={isLeaving} onClick={leave}>
      {t('screen.signOut')}
    </Button>
  )
}
