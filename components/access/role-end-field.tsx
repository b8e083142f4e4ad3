import { put } from '#components/language/put.ts'
import { useText } from '#components/language/use-text.ts'
import { TextField, type TextFieldProps } from '#components/ui/field.tsx'
import { ZoneName } from '#components/ui/time.tsx'

/** When a role ends by itself; `momentOf` reads it. */
export function RoleEndField(field: Omit<TextFieldProps, 'label' | 'type' | 'isOptional' | 'help'>) {
  const t = useText('members')
  return (
    <TextField
      label={t('field.until')}
      type="datetime-local"
      isOptional
      help={t.rich('field.untilHelp', { zone: put(<ZoneName />) })}
      {...field}
    />
  )
}
