'use client'
import { useApiForm } from '#components/forms/use-api-form.ts'
import { useText } from '#components/language/use-text.ts'
import { ErrorLine, TextAreaField } from '#components/ui/field.tsx'
import { FormFoot } from '#components/ui/form-foot.tsx'
import type { EscalateByHandInput, EscalateByHandOutput } from '#lib/modules/incidents/schemas.ts'
import { escalateByHand } from './api/escalate-by-hand.ts'

const schema = async () => (await import('#lib/modules/incidents/schemas.ts')).escalateByHandInput

/** Properties of `EscalateForm`. */
export interface EscalateFormProps {
  readonly scope: string
  readonly incidentId: string
  /** The step that is called, as the ladder numbers it. */
  readonly step: number
  readonly onDone: (answer: EscalateByHandOutput) => void
  readonly onCancel: () => void
}

/** Asks what whoever is called should know, and calls them. */
export function EscalateForm({ scope, incidentId, step, onDone, onCancel }: EscalateFormProps) {
  const t = useText('incidents')
  const { form, field, message, isBusy } = useApiForm({
    values: { note: '' },
    input: ({ note }): EscalateByHandInput => ({
      incidentId,
      step,
      ...(note.trim() === '' ? {} : { note }),
    }),
    schema,
    mutation: { ...escalateByHand(scope), onSuccess: onDone },
  })
  return (
    <form {...form} className="flex flex-col gap-4">
      <TextAreaField
        label={t('act.escalate.note')}
        isOptional
        data-autofocus
        maxLength={4000}
        help={t('act.escalate.noteHelp')}
        {...field('note')}
      />
      <ErrorLine>{message}</ErrorLine>
      <FormFoot isBusy={isBusy} onCancel={onCancel}>
        {t('act.escalate.submit')}
      </FormFoot>
    </form>
  )
}
