'use client'
import { useApiForm } from '#components/forms/use-api-form.ts'
import { useText } from '#components/language/use-text.ts'
import { Button } from '#components/ui/button.tsx'
import { ErrorLine, TextAreaField } from '#components/ui/field.tsx'
import type { CommentIncidentInput } from '#lib/modules/incidents/schemas.ts'
import { commentIncident } from './api/comment-incident.ts'

const schema = async () => (await import('#lib/modules/incidents/schemas.ts')).commentIncidentInput

/** Adds to what happened. It stays in sight, and is emptied for the next entry. */
export function CommentForm({ scope, incidentId }: { scope: string; incidentId: string }) {
  const t = useText('incidents')
  const { form, field, message, isBusy } = useApiForm({
    values: { text: '' },
    input: ({ text }): CommentIncidentInput => ({ incidentId, text }),
    schema,
    mutation: commentIncident(scope),
    isEmptied: true,
  })
  return (
    <form {...form} className="flex flex-col gap-2 border-b border-line px-3.5 py-3">
      <div className="flex flex-wrap items-end gap-2">
        <div className="min-w-0 grow basis-60">
          <TextAreaField
            label={t('timeline.comment')}
            required
            rows={1}
            maxLength={4000}
            data-update
            className="field-sizing-content max-h-60 min-h-(--bw-control)"
            {...field('text')}
          />
        </div>
        <Button type="submit" isBusy={isBusy}>
          {t('timeline.add')}
        </Button>
      </div>
      <ErrorLine>{message}</ErrorLine>
    </form>
  )
}
