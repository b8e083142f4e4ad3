'use client'
import { TypedReach } from '#components/access/reach-note.tsx'
import { useApiForm } from '#components/forms/use-api-form.ts'
import { useText } from '#components/language/use-text.ts'
import { ErrorLine, TextField } from '#components/ui/field.tsx'
import { FormFoot } from '#components/ui/form-foot.tsx'
import { Segmented } from '#components/ui/segmented.tsx'
import type { AddWitnessInput, AddWitnessOutput } from '#lib/modules/audit/schemas.ts'
import { addWitness } from './api/add-witness.ts'

const KINDS = ['email', 'webhook', 'file'] as const

const BLANK: AddWitnessInput = { kind: 'email', target: '' }

/** Properties of `AddWitnessForm`. */
export interface AddWitnessFormProps {
  readonly scope: string
  readonly onMade: (made: AddWitnessOutput) => void
  readonly onClose: () => void
}

/** Asks who gets the heads of the chains; fetched when its dialog is opened. */
export function AddWitnessForm({ scope, onMade, onClose }: AddWitnessFormProps) {
  const t = useText('audit')
  const { form, field, message, isBusy, methods } = useApiForm({
    values: BLANK,
    input: (typed) => typed,
    schema: async () => (await import('#lib/modules/audit/schemas.ts')).addWitnessInput,
    mutation: { ...addWitness(scope), onSuccess: onMade },
    conflictField: 'target',
  })
  const { kind, target } = methods.watch()
  const choose = (next: AddWitnessInput['kind']) => {
    methods.clearErrors()
    methods.setValue('target', '')
    methods.setValue('kind', next)
  }
  return (
    <form {...form} className="mt-2 flex flex-col gap-4">
      <Segmented
        label={t('addWitness.kind')}
        options={KINDS.map((value) => ({ value, label: t(`witness.kind.${value}`) }))}
        value={kind}
        onChange={choose}
      />
      <TextField
        key={kind}
        label={t(`addWitness.${kind}.label`)}
        help={
          kind === 'webhook' ? (
            <TypedReach scope={scope} use="witness" url={target} help={t('addWitness.webhook.help')} />
          ) : (
            t(`addWitness.${kind}.help`)
          )
        }
        required
        maxLength={500}
        autoComplete="off"
        data-autofocus
        {...field('target')}
      />
      <ErrorLine>{message}</ErrorLine>
      <FormFoot isBusy={isBusy} onCancel={onClose}>
        {t('addWitness.submit')}
      </FormFoot>
    </form>
  )
}
