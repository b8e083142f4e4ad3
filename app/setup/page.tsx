import type { Metadata } from 'next'
import { visitor } from '#app/visitor.ts'
import { SetUpScreen } from '#components/access/set-up-screen.tsx'
import { ButtonLink } from '#components/ui/button.tsx'
import { PlainPage } from '#components/ui/plain-page.tsx'
import { readSetupState } from '#lib/modules/access/index.ts'

export const metadata: Metadata = { title: 'Set up' }

/** Makes the first operator admin; afterwards it says that this is done. */
export default async function SetUpPage() {
  const { open } = await readSetupState(visitor())
  if (open) return <SetUpScreen />
  return (
    <PlainPage
      title="Bailiwick is set up already"
      action={
        <ButtonLink kind="ink" href="/sign-in">
          Sign in
        </ButtonLink>
      }
    >
      This installation has members, so this page makes no more of them. Sign in, or ask an operator admin for
      an invitation.
    </PlainPage>
  )
}
