'use client'
import { useState, type ReactNode } from 'react'
import { Button } from '#components/ui/button.tsx'
import { Checkbox } from '#components/ui/checkbox.tsx'
import { AuthFrame } from './auth-frame.tsx'
import { RecoveryCodeList } from './recovery-code-list.tsx'

/** Properties of `RecoveryCodes`. */
export interface RecoveryCodesProps {
  readonly codes: readonly string[]
  readonly email: string
  readonly target: string
  readonly aside?: ReactNode
}

/** The recovery codes, shown this once; the way on opens when they are kept. */
export function RecoveryCodes({ codes, email, target, aside }: RecoveryCodesProps) {
  const [isKept, setIsKept] = useState(false)
  return (
    <AuthFrame
      step="Second factor enrolled"
      title="Keep your recovery codes"
      answer="They let you in when the phone is lost. They are shown now and never again; only their hashes are stored."
      aside={aside}
    >
      <div className="flex flex-col gap-4">
        <RecoveryCodeList codes={codes} email={email} />
        <Checkbox checked={isKept} onChange={(event) => setIsKept(event.target.checked)}>
          I have kept them
        </Checkbox>
        <Button
          kind="ink"
          size="large"
          disabledReason={isKept ? undefined : 'Keep the codes first: they are not shown again.'}
          onClick={() => location.assign(target)}
        >
          Go on
        </Button>
      </div>
    </AuthFrame>
  )
}
