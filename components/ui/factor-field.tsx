'use client'
import { useState, type ChangeEvent } from 'react'
import { useText } from '#components/language/use-text.ts'
import { CodeField, TextField } from './field.tsx'

/** Properties of `FactorField`. */
export interface FactorFieldProps {
  readonly name: string
  readonly error?: string | undefined
  readonly help?: string
  /** True where the field is what the page or the dialog is about. */
  readonly isFocused?: boolean
  /** True for whoever has no authenticator app: only a recovery code can be typed. */
  readonly isRecoveryOnly?: boolean
  /** Told what is typed, and the empty text when the kind of code is changed. */
  readonly onType?: (code: string) => void
}

/** A dialog moves the focus itself, to what says `data-autofocus`; elsewhere the field takes it as it appears. */
const focusWhenShown = (input: HTMLInputElement | null): void => {
  input?.focus()
}

/** The second factor: six digits of the authenticator, or a recovery code for whoever has lost it. */
export function FactorField({
  name,
  error,
  help,
  isFocused = false,
  isRecoveryOnly = false,
  onType,
}: FactorFieldProps) {
  const t = useText('ui')
  const [wantsRecovery, setWantsRecovery] = useState(false)
  const isRecovery = wantsRecovery || isRecoveryOnly
  const focus = isFocused ? { ref: focusWhenShown, 'data-autofocus': true } : {}
  const tell = ({ currentTarget }: ChangeEvent<HTMLInputElement>) => onType?.(currentTarget.value)
  const change = () => {
    setWantsRecovery((was) => !was)
    onType?.('')
  }
  return (
    <div className="flex flex-col items-start gap-2">
      <div className="w-full">
        {isRecovery ? (
          <TextField
            key="recovery"
            label={t('factor.recovery')}
            name={name}
            required
            ref={focusWhenShown}
            autoComplete="one-time-code"
            spellCheck={false}
            maxLength={40}
            isLarge
            className="font-mono"
            help={t('factor.recoveryHelp')}
            error={error}
            onChange={tell}
          />
        ) : (
          <CodeField
            key="code"
            label={t('factor.code')}
            name={name}
            required
            help={help ?? t('factor.codeHelp')}
            error={error}
            onChange={tell}
            {...focus}
          />
        )}
      </div>
      {isRecoveryOnly ? null : (
        <button
          type="button"
          onClick={change}
          className="min-h-6 text-small text-accent hover:text-accent-hover hover:underline pointer-coarse:min-h-11"
        >
          {t(isRecovery ? 'factor.useCode' : 'factor.useRecovery')}
        </button>
      )}
    </div>
  )
}
