'use client'
import { useCheckedForm, type CheckedFormSpec } from '#components/forms/use-checked-form.ts'
import { put } from '#components/language/put.ts'
import { useText } from '#components/language/use-text.ts'
import { ErrorLine, TextAreaField, TextField } from '#components/ui/field.tsx'
import { FormFoot } from '#components/ui/form-foot.tsx'
import { SelectField } from '#components/ui/select-field.tsx'
import type { ScopeOption } from '#lib/modules/tenancy/schemas.ts'
import type { TypedRule } from './rule-form.ts'

const SEVERITIES = ['P0', 'P1', 'P2', 'P3'] as const

const EXAMPLE = 'up{job="api"} == 0'

/** Properties of `RuleFields`. */
export interface RuleFieldsProps extends CheckedFormSpec<TypedRule> {
  /** In operator scope the platforms to choose from; null where the scope itself owns the rule. */
  readonly platforms: readonly ScopeOption[] | null
  readonly submitLabel: string
  readonly onCancel: () => void
}

/** The form of a rule, fetched when a dialog is opened. */
export function RuleFields({ platforms, submitLabel, onCancel, ...spec }: RuleFieldsProps) {
  const t = useText('alerting')
  const { form, field, message, isBusy } = useCheckedForm(spec)
  return (
    <form {...form} className="mt-2 flex flex-col gap-4">
      {platforms === null ? null : (
        <SelectField
          label={t('field.platform')}
          options={platforms.map(({ param, name }) => ({ value: param, label: name }))}
          {...field('platformId')}
        />
      )}
      <TextField
        label={t('field.name')}
        required
        maxLength={100}
        autoComplete="off"
        data-autofocus
        {...field('name')}
      />
      <TextAreaField
        label={t('column.expr')}
        isCode
        required
        help={t.rich('field.exprHelp', { example: put(<code className="font-mono">{EXAMPLE}</code>) })}
        {...field('expr')}
      />
      <div className="grid grid-cols-2 items-start gap-3">
        <TextField
          label={t('field.for')}
          unit="s"
          inputMode="numeric"
          required
          help={t('field.forHelp')}
          {...field('forSeconds')}
        />
        <SelectField
          label={t('column.severity')}
          options={SEVERITIES.map((value) => ({ value, label: t(`severity.${value}`) }))}
          {...field('severity')}
        />
      </div>
      <TextField
        label={t('field.summary')}
        required
        maxLength={300}
        autoComplete="off"
        help={t('field.summaryHelp', { job: '{{ $labels.job }}', value: '{{ $value }}' })}
        {...field('summary')}
      />
      <ErrorLine>{message}</ErrorLine>
      <FormFoot isBusy={isBusy} onCancel={onCancel}>
        {submitLabel}
      </FormFoot>
    </form>
  )
}
