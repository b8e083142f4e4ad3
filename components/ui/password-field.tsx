'use client'
import { useState, type ComponentProps, type ReactNode } from 'react'
import { useText } from '#components/language/use-text.ts'
import { controlClass, Field, type FieldTexts } from './field.tsx'

/** Properties of `PasswordField`. */
export interface PasswordFieldProps extends FieldTexts, Omit<ComponentProps<'input'>, 'id' | 'type'> {
  /** `new-password` where one is chosen, `current-password` where it is shown: managers tell the two apart by it. */
  readonly autoComplete: 'new-password' | 'current-password'
}

const hidden = (text: ReactNode): ReactNode => <span className="sr-only">{text}</span>

/** A password, which can be looked at while it is typed. Pasting and password managers work. */
export function PasswordField({ label, help, error, isOptional, className, ...input }: PasswordFieldProps) {
  const t = useText('ui')
  const [isShown, setIsShown] = useState(false)
  return (
    <Field label={label} help={help} error={error} isOptional={isOptional ?? false}>
      {(attributes) => (
        <span className="relative block">
          <input
            {...input}
            {...attributes}
            type={isShown ? 'text' : 'password'}
            autoCapitalize="none"
            spellCheck={false}
            className={controlClass(error !== undefined, `h-11 pr-16 text-[14px] ${className ?? ''}`)}
          />
          <button
            type="button"
            onClick={() => setIsShown((was) => !was)}
            className="absolute inset-y-0 right-0 px-3 text-small text-fg-2 -outline-offset-4 hover:text-fg-1"
          >
            {t.rich(isShown ? 'password.hide' : 'password.show', { hidden })}
          </button>
        </span>
      )}
    </Field>
  )
}
