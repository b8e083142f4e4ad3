'use client'
import type { ComponentProps } from 'react'
import { controlClass, Field, type FieldTexts } from './field.tsx'
import { Icon } from './icon.tsx'

/** One choice of a list. */
export interface Option {
  readonly value: string
  readonly label: string
}

/** Properties of `SelectField`. */
export interface SelectFieldProps extends FieldTexts, Omit<ComponentProps<'select'>, 'id' | 'children'> {
  readonly options: readonly Option[]
  /** Shown while nothing is chosen; it cannot be chosen again. */
  readonly placeholder?: string
}

/** One of a few: the browser's own list, with its type-ahead and the wheel of the phone. */
export function SelectField({
  label,
  help,
  error,
  isOptional,
  options,
  placeholder,
  ...select
}: SelectFieldProps) {
  return (
    <Field label={label} help={help} error={error} isOptional={isOptional ?? false}>
      {(attributes) => (
        <span className="relative block">
          <select
            {...select}
            {...attributes}
            className={controlClass(error !== undefined, 'h-(--bw-control) appearance-none pr-8')}
          >
            {placeholder === undefined ? null : (
              <option value="" disabled hidden>
                {placeholder}
              </option>
            )}
            {options.map(({ value, label: text }) => (
              <option key={value} value={value}>
                {text}
              </option>
            ))}
          </select>
          <span className="pointer-events-none absolute inset-y-0 right-2.5 flex items-center text-fg-2">
            <Icon name="chevron" size={14} />
          </span>
        </span>
      )}
    </Field>
  )
}
