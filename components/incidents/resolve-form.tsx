'use client'
import { useApiForm } from '#components/forms/use-api-form.ts'
import { useText } from '#components/language/use-text.ts'
import { ErrorLine, TextAreaField } from '#components/ui/field.tsx'
import { FormFoot } from '#components/ui/form-foot.tsx'
import type { ResolveIncidentInput } from '#lib/modules/incidents/schemas.ts'
import { resolveIncident } from './api/resolve-incident.ts'

const schema = async () => (await import('#lib/modules/incidents/schemas.ts')).resolveIncidentInput

/** Asks for a note, and closes an incident. */
export function ResolveForm({
  scope,
  incidentId,
  onDone,
}: {
  scope: string
  incidentId: string
  onDone: () => void
}) {
  const t = useText('incidents')
  const { form, field, message, isBusy } = useApiForm({
    values: { note: '' },
    input: ({ note }): ResolveIncidentInput => ({ incidentId, ...(note.trim() === '' ? {} : { note }) }),
    schema,
    mutation: { ...resolveIncident(scope), onSuccess: onDone },
  })
  return (
    <form {...form} className="flex flex-col gap-4">
      <TextAreaField
        label={t('resolve.note')}
        isOptional
        data-autofocus
        maxLength={4000}
        help={t('resolve.noteHelp')}
        {...field('note')}
      />
      <ErrorLine>{message}</ErrorLine>
      <FormFoot isBusy={isBusy} onCancel={onDone}>
        {t('resolve.submit')}
      </FormFoot>
    </form>
  )
}
