'use client'
import { useRouter } from 'next/navigation'
import { useEffect, useState } from 'react'
import { useText } from '#components/language/use-text.ts'
import { SIGN_IN_PATH } from '#components/shell/navigation.ts'
import { signOut } from '#components/shell/sign-out.ts'
import { Button, ButtonLink } from '#components/ui/button.tsx'
import { KeyValueList } from '#components/ui/key-value.tsx'
import { PlainPage } from '#components/ui/plain-page.tsx'
import { FullMoment } from '#components/ui/time.tsx'

/** Properties of `SuspendedScreen`. */
export interface SuspendedScreenProps {
  readonly tenantName: string
  readonly platformName: string
  /** ISO 8601. */
  readonly since: string
  readonly reason: string
  readonly contact: string
  /** Whether the member has another scope that is open. */
  readonly hasOther: boolean
}

/** How often the page looks whether the tenant is open again, milliseconds. */
const LOOK_EVERY_MS = 5000

/** What the members of a suspended tenant see: why, since when, and whom to ask. */
export function SuspendedScreen(props: SuspendedScreenProps) {
  const { tenantName, platformName, since, reason, contact, hasOther } = props
  const t = useText('access-public')
  const router = useRouter()
  useEffect(() => {
    const timer = setInterval(() => router.refresh(), LOOK_EVERY_MS)
    return () => clearInterval(timer)
  }, [router])
  const [isLeaving, setIsLeaving] = useState(false)
  const leave = () => {
    setIsLeaving(true)
    signOut(SIGN_IN_PATH).catch(() => setIsLeaving(false))
  }
  return (
    <PlainPage
      title={t('suspended.title', { tenant: tenantName })}
      action={
        <>
          {hasOther ? (
            <ButtonLink kind="ink" href="/">
              {t('suspended.other')}
            </ButtonLink>
          ) : null}
          <Button isBusy={isLeaving} onClick={leave}>
            {t('suspended.signOut')}
          </Button>
        </>
      }
    >
      <p className="mb-4">{t('suspended.text')}</p>
      <KeyValueList
        isLoose
        facts={[
          { label: t('suspended.platform'), value: platformName },
          { label: t('suspended.since'), value: <FullMoment at={since} /> },
          { label: t('suspended.why'), value: reason },
          { label: t('suspended.ask'), value: contact },
        ]}
      />
    </PlainPage>
  )
}
