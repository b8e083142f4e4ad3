'use client'
import { useState, type ReactNode, type SubmitEvent } from 'react'
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

const CODE_WRONG = 'This code is wrong or was used already. Wait for the next one, or use a recovery code.'
const PASSKEY_WRONG = 'This passkey was not accepted. Try it again, or use a recovery code.'

/** Asks for the second factor: a code, a passkey, or a recovery code for whoever has lost them. */
export function FactorStep(props: FactorStepProps) {
  const { email, done, wanted, wrong, isBusy, messages, onCode, onPasskey, onBack } = props
  const { submitLabel = 'Sign in' } = props
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
          <span className="text-fg-2">{done}</span> step 2 of 2
        </span>
      }
      title="Confirm it is you"
      answer={
        <>
          Signing in as <b className="font-medium break-words text-fg-1">{email}</b>. A second factor is asked
          for every time.
        </>
      }
      aside={<SignInAside />}
    >
      <form method="post" aria-label="Second factor" onSubmit={submit} className="flex flex-col gap-4">
        {isCode ? (
          <FactorField
            name="code"
            isFocused
            isRecoveryOnly={wanted === 'passkey_required'}
            error={wrong === 'code' ? CODE_WRONG : undefined}
          />
        ) : null}
        <ErrorLine>{wrong === 'passkey' ? PASSKEY_WRONG : undefined}</ErrorLine>
        {messages}
        <div className="flex gap-2">
          <Button type="submit" kind="ink" size="large" isBusy={isBusy} className="grow">
            {isCode ? submitLabel : 'Use your passkey'}
          </Button>
          <Button size="large" onClick={onBack}>
            Back
          </Button>
        </div>
        {wanted === 'factor_required' ? (
          <Button size="large" onClick={onPasskey}>
            Use a passkey instead
          </Button>
        ) : null}
        {wanted === 'passkey_required' ? (
          <Button size="large" onClick={() => setIsCode((was) => !was)}>
            {isCode ? 'Use your passkey instead' : 'Use a recovery code instead'}
          </Button>
        ) : null}
        <p className="text-small text-fg-3">Nobody of ours asks for this code by phone, mail or chat.</p>
      </form>
    </AuthFrame>
  )
}
