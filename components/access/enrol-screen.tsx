'use client'
import { useMutation } from '@tanstack/react-query'
import { useEffect, useState, type ReactNode } from 'react'
import { useText } from '#components/language/use-text.ts'
import { ApiProblem } from '#components/shell/api-problem.ts'
import { postAuthForm } from '#components/shell/auth-client.ts'
import { leadingBackTo } from '#components/shell/own-path.ts'
import { signOut } from '#components/shell/sign-out.ts'
import { Button } from '#components/ui/button.tsx'
import { ErrorLine } from '#components/ui/field.tsx'
import { Skeleton } from '#components/ui/skeleton.tsx'
import { ErrorState } from '#components/ui/view-state.tsx'
import type { ProfileView } from '#lib/modules/access/schemas.ts'
import { addPasskey } from './api/add-passkey.ts'
import { confirmFactor } from './api/confirm-factor.ts'
import { startFactorEnrolment } from './api/start-factor-enrolment.ts'
import { AuthFrame } from './auth-frame.tsx'
import { EnrolAside } from './enrol-aside.tsx'
import { RecoveryCodes } from './recovery-codes.tsx'
import { ScanAndConfirm } from './scan-and-confirm.tsx'
import { suggestedName } from './suggested-name.ts'

/** There is no factor yet that could be asked for. */
const FIRST = { asksForFactor: false }

/** Properties of `EnrolScreen`. */
export interface EnrolScreenProps {
  readonly profile: ProfileView
  /** When the session ends at the latest, ISO 8601 in UTC. */
  readonly sessionEnds: string
  /** Where to go afterwards. */
  readonly target: string
}

/** Enrols the first second factor, an authenticator app or a passkey, and has the recovery codes kept. */
export function EnrolScreen({ profile, sessionEnds, target }: EnrolScreenProps) {
  const t = useText('access-public')
  const factors = useText('factors')
  const start = useMutation(startFactorEnrolment(FIRST))
  const confirm = useMutation({
    ...confirmFactor(FIRST),
    // A session that opens more than before gets another id. The factor counts, whether that works or not.
    onSuccess: async () =>
      await postAuthForm('session', {}).then(
        () => {},
        () => {},
      ),
  })
  const passkey = useMutation(addPasskey(FIRST))
  const { mutate: begin } = start
  useEffect(() => {
    begin({})
  }, [begin])
  const aside = <EnrolAside profile={profile} sessionEnds={sessionEnds} />
  const isLate = [start.error, confirm.error, passkey.error].some(
    (error) => error instanceof ApiProblem && error.code === 'step_up_required',
  )
  if (isLate) return <LateEnrolment target={target} aside={aside} />
  const codes = confirm.data?.recoveryCodes ?? passkey.data?.recoveryCodes ?? null
  if (codes !== null) {
    return <RecoveryCodes codes={codes} email={profile.email} target={target} aside={aside} />
  }
  return (
    <AuthFrame step={t('enrol.step')} title={t('enrol.title')} answer={t('enrol.answer')} aside={aside}>
      {start.data === undefined ? (
        <Pending problem={start.error} onRetry={() => begin({})} isBusy={start.isPending} />
      ) : (
        <ScanAndConfirm
          label={t('enrol.title')}
          enrolment={start.data}
          problem={confirm.error}
          isBusy={confirm.isPending}
          onCode={(code) => confirm.mutate({ code })}
        />
      )}
      <PasskeyInstead
        isBusy={passkey.isPending}
        error={passkey.error}
        onAdd={() => passkey.mutate({ name: suggestedName(factors) })}
      />
    </AuthFrame>
  )
}

function PasskeyInstead(props: { isBusy: boolean; error: Error | null; onAdd: () => void }) {
  const t = useText('access-public')
  const { isBusy, error, onAdd } = props
  return (
    <section aria-label={t('enrol.passkey')} className="mt-6 flex flex-col gap-3 border-t border-line pt-5">
      <Button size="large" icon="key" isBusy={isBusy} onClick={onAdd}>
        {t('enrol.addPasskey')}
      </Button>
      <p className="text-small text-fg-3">{t('enrol.passkeyHelp')}</p>
      <ErrorLine>{error?.message}</ErrorLine>
    </section>
  )
}

function Pending({
  problem,
  onRetry,
  isBusy,
}: {
  problem: ApiProblem | null
  onRetry: () => void
  isBusy: boolean
}) {
  const t = useText('access-public')
  const root = useText('root')
  if (problem === null) return <Skeleton waitsFor={t('enrol.waiting')} />
  return (
    <ErrorState
      title={t('enrol.noSecret')}
      requestId={problem.requestId}
      action={
        <Button isBusy={isBusy} onClick={onRetry}>
          {root('failed.again')}
        </Button>
      }
    >
      {problem.message}
    </ErrorState>
  )
}

/** Enrolment without a factor is open for a quarter of an hour after the password was shown. */
function LateEnrolment({ target, aside }: { target: string; aside: ReactNode }) {
  const t = useText('access-public')
  const [isLeaving, setIsLeaving] = useState(false)
  const again = () => {
    setIsLeaving(true)
    signOut(leadingBackTo(target, '/sign-in')).catch(() => setIsLeaving(false))
  }
  return (
    <AuthFrame title={t('enrol.late')} answer={t('enrol.lateAnswer')} aside={aside}>
      <Button kind="ink" size="large" isBusy={isLeaving} onClick={again}>
        {t('signIn.again')}
      </Button>
    </AuthFrame>
  )
}
