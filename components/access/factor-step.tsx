'use client'
import { useState, type ReactNode, type SubmitEvent } from 'react'
import { useText } from '#components/language/use-text.ts'
import { bold } from '#components/language/bold.tsx'
import { formText } from '#components/shell/form-text.ts'
import { Button } from '#components/ui/button.tsx'
import { FactorField } from '#components/ui/factor-field.tsx'
import { ErrorLine } from '#components/ui/field.tsx'
import { StateGlyph } from '#components/ui/state-glyph.tsx'
import { AuthFrame } from './auth-frame.tsx'
import { SignInAside } from './sign-in-aside.tsx'

/** Which second factors can be shown. */
export type WantedFactor = 'code_required' | 'passkey_required' | 'factor_required'

/** Properties of `FactorStep`. */
export interface FactorStepProps {
  readonly email: string
  /** What was right so far, e.g. `Password accepted`. */
  readonly done: string
  readonly wanted: WantedFactor
  readonly wrong: 'code' | 'passkey' | null
  readonly isBusy: boolean
  readonly messages: ReactNode
  /** What a code does; `Sign in` where nothing else is said. */
  readonly submitLabel?: string
  readonly onCode: (code: string) => void
  readonly onPasskey: () => void
  readonly onBack: () => void
}

const plain = (text: ReactNode): ReactNode => <span className="text-fg-2">{text}</span>

/** Asks for the second factor: a code, a passkey, or a recovery code for whoever has lost them. */
export function FactorStep(props: FactorStepProps) {
  const { email, done, wanted, wrong, isBusy, messages, onCode, onPasskey, onBack } = props
  const t = useText('access-public')
  const { submitLabel = t('signIn.title') } = props
  const [isCode, setIsCode] = useState(wanted !== 'passkey_required')
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    if (isCode) onCode(formText(event.currentTarget, 'code'))
    else onPasskey()
  }
  return (
    <AuthFrame
      step={
        <span className="inline-flex items-center gap-1.5">
          <StateGlyph state="healthy" size={12} />
          <span>{t.rich('factor.step', { done, said: plain })}</span>
        </span>
      }
      title={t('factor.title')}
      answer={t.rich('factor.answer', { email, b: bold })}
      aside={<SignInAside />}
    >
      <form method="post" aria-label={t('factor.form')} onSubmit={submit} className="flex flex-col gap-4">
        {isCode ? (
          <FactorField
            name="code"
            isFocused
            isRecoveryOnly={wanted === 'passkey_required'}
            error={wrong === 'code' ? t('factor.codeWrong') : undefined}
          />
        ) : null}
        <ErrorLine>{wrong === 'passkey' ? t('factor.passkeyWrong') : undefined}</ErrorLine>
        {messages}
        <div className="flex gap-2">
          <Button type="submit" kind="ink" size="large" isBusy={isBusy} className="grow">
            {isCode ? submitLabel : t('factor.usePasskey')}
          </Button>
          <Button size="large" onClick={onBack}>
            {t('factor.back')}
          </Button>
        </div>
        {wanted === 'factor_required' ? (
          <Button size="large" onClick={onPasskey}>
            {t('factor.passkeyInstead')}
          </Button>
        ) : null}
        {wanted === 'passkey_required' ? (
          <Button size="large" onClick={() => setIsCode((was) => !was)}>
            {isCode ? t('factor.yourPasskeyInstead') : t('factor.recoveryInstead')}
          </Button>
        ) : null}
        <p className="text-small text-fg-3">{t('factor.nobodyAsks')}</p>
      </form>
    </AuthFrame>
  )
}
