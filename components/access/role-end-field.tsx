import { TextField, type TextFieldProps } from '#components/ui/field.tsx'
import { ZoneName } from '#components/ui/time.tsx'

/** When a role ends by itself; `momentOf` reads it. */
export function RoleEndField(field: Omit<TextFieldProps, 'label' | 'type' | 'isOptional' | 'help'>) {
  return (
    <TextField
      label="Until"
      type="datetime-local"
      isOptional
      help={
        <>
          The role ends then by itself. Times are <ZoneName />.
        </>
      }
      {...field}
    />
  )
}
