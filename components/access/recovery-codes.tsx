'use client'
import { useState, type ReactNode } from 'react'
import { useText } from '#components/language/use-text.ts'
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
  const t = useText('access-public')
  const [isKept, setIsKept] = useState(false)
  return (
    <AuthFrame step={t('codes.step')} title={t('codes.title')} answer={t('codes.answer')} aside={aside}>
      <div className="flex flex-col gap-4">
        <RecoveryCodeList codes={codes} email={email} />
        <Checkbox checked={isKept} onChange={(event) => setIsKept(event.target.checked)}>
          {t('codes.kept')}
        </Checkbox>
        <Button
          kind="ink"
          size="large"
          disabledReason={isKept ? undefined : t('codes.keepFirst')}
          onClick={() => location.assign(target)}
        >
          {t('codes.goOn')}
        </Button>
      </div>
    </AuthFrame>
  )
}
