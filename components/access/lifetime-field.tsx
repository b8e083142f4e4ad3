import { SelectField, type SelectFieldProps } from '#components/ui/select-field.tsx'
import { OPTIONAL_LIFETIMES } from './key-words.ts'

/** Asks how long a credential is good for, when it need not end; `expiryOf` says when that is. */
export function LifetimeField(field: Omit<SelectFieldProps, 'label' | 'options' | 'help'>) {
  return (
    <SelectField
      label="Good for"
      options={OPTIONAL_LIFETIMES}
      help="What has an end is refused from then on, without anybody having to remember it."
      {...field}
    />
  )
}
