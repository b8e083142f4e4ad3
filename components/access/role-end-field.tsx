import { TextField } from '#components/ui/field.tsx'
import { ZoneName } from '#components/ui/time.tsx'

/** When a role ends by itself; `momentOf(form, 'expiresAt')` reads it. */
export function RoleEndField({ error }: { error: string | undefined }) {
  return (
    <TextField
      name="expiresAt"
      label="Until"
      type="datetime-local"
      isOptional
      help={
        <>
          The role ends then by itself. Times are <ZoneName />.
        </>
      }
      error={error}
    />
  )
}
