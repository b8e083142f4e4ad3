'use client'
import { useRouter } from 'next/navigation'
import { useEffect, useState } from 'react'
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
      title={`${tenantName} is suspended`}
      action={
        <>
          {hasOther ? (
            <ButtonLink kind="ink" href="/">
              Go to your other scopes
            </ButtonLink>
          ) : null}
          <Button isBusy={isLeaving} onClick={leave}>
            Sign out
          </Button>
        </>
      }
    >
      <p className="mb-4">
        Its pages are closed, its sources are refused and its rules stand still. Nothing was deleted; this
        page opens again by itself.
      </p>
      <KeyValueList
        isLoose
        facts={[
          { label: 'Platform', value: platformName },
          { label: 'Since', value: <FullMoment at={since} /> },
          { label: 'Why', value: reason },
          { label: 'Ask', value: contact },
        ]}
      />
    </PlainPage>
  )
}
