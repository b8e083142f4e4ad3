'use client'
import { useCheckedForm, type CheckedFormSpec } from '#components/forms/use-checked-form.ts'
import { ErrorLine, TextAreaField, TextField } from '#components/ui/field.tsx'
import { FormFoot } from '#components/ui/form-foot.tsx'
import { SelectField, type Option } from '#components/ui/select-field.tsx'
import type { ScopeOption } from '#lib/modules/tenancy/schemas.ts'
import type { TypedRule } from './rule-form.ts'

const SEVERITIES: readonly Option[] = [
  { value: 'P0', label: 'P0, everybody is hit' },
  { value: 'P1', label: 'P1, it does not work' },
  { value: 'P2', label: 'P2, it works worse' },
  { value: 'P3', label: 'P3, worth knowing' },
]

/** Properties of `RuleFields`. */
export interface RuleFieldsProps extends CheckedFormSpec<TypedRule> {
  /** In operator scope the platforms to choose from; null where the scope itself owns the rule. */
  readonly platforms: readonly ScopeOption[] | null
  readonly submitLabel: string
  readonly onCancel: () => void
}

/** The form of a rule, fetched when a dialog is opened. */
export function RuleFields({ platforms, submitLabel, onCancel, ...spec }: RuleFieldsProps) {
  const { form, field, message, isBusy } = useCheckedForm(spec)
  return (
    <form {...form} className="mt-2 flex flex-col gap-4">
      {platforms === null ? null : (
        <SelectField
          label="Platform"
          options={platforms.map(({ param, name }) => ({ value: param, label: name }))}
          {...field('platformId')}
        />
      )}
      <TextField
        label="Name of the rule"
        required
        maxLength={100}
        autoComplete="off"
        data-autofocus
        {...field('name')}
      />
      <TextAreaField
        label="Fires when"
        isCode
        required
        help={
          <>
            PromQL: it fires for each series that is left, e.g.{' '}
            <code className="font-mono">up{'{job="api"}'} == 0</code>
          </>
        }
        {...field('expr')}
      />
      <div className="grid grid-cols-2 items-start gap-3">
        <TextField
          label="For at least"
          unit="s"
          inputMode="numeric"
          required
          help="0 fires at once."
          {...field('forSeconds')}
        />
        <SelectField label="Severity" options={SEVERITIES} {...field('severity')} />
      </div>
      <TextField
        label="Title of the incident"
        required
        maxLength={300}
        autoComplete="off"
        help="{{ $labels.job }} and {{ $value }} are filled in."
        {...field('summary')}
      />
      <ErrorLine>{message}</ErrorLine>
      <FormFoot isBusy={isBusy} onCancel={onCancel}>
        {submitLabel}
      </FormFoot>
    </form>
  )
}
