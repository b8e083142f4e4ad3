import { useText } from '#components/language/use-text.ts'
import { SelectField, type SelectFieldProps } from '#components/ui/select-field.tsx'
import { lifetimeOptions } from './key-words.ts'

/** Asks how long a credential is good for, when it need not end; `expiryOf` says when that is. */
export function LifetimeField(field: Omit<SelectFieldProps, 'label' | 'options' | 'help'>) {
  const t = useText('credentials')
  return (
    <SelectField
      label={t('life.label')}
      options={[{ value: 'none', label: t('life.none') }, ...lifetimeOptions(t)]}
      help={t('life.help')}
      {...field}
    />
  )
}
