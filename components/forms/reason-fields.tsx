'use client'
import type { ReactNode } from 'react'
import { ErrorLine, TextAreaField, TextField } from '#components/ui/field.tsx'
import { FormFoot } from '#components/ui/form-foot.tsx'
import type { ReasonWords } from './reason-words.ts'
import { useCheckedForm, type CheckedFormSpec } from './use-checked-form.ts'

/** Properties of `ReasonFields`. */
export interface ReasonFieldsProps extends ReasonWords, Omit<CheckedFormSpec<{ reason: string }>, 'values'> {
  readonly children?: ReactNode
}

/** The form itself, fetched when the dialog is opened. */
export function ReasonFields(props: ReasonFieldsProps) {
  const {
    label,
    isOneLine = false,
    minLength,
    help,
    submitLabel,
    isDangerous = false,
    onCancel,
    children,
    ...spec
  } = props
  const { form, field, message, isBusy } = useCheckedForm({ ...spec, values: { reason: '' } })
  const reason = {
    label,
    required: true,
    minLength,
    maxLength: 500,
    'data-autofocus': true,
    help,
    ...field('reason'),
  }
  return (
    <form {...form} className="flex flex-col gap-4">
      {children}
      {isOneLine ? <TextField {...reason} autoComplete="off" /> : <TextAreaField {...reason} />}
      <ErrorLine>{message}</ErrorLine>
      <FormFoot isBusy={isBusy} isDangerous={isDangerous} onCancel={onCancel}>
        {submitLabel}
      </FormFoot>
    </form>
  )
}
