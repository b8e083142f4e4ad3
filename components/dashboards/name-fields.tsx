'use client'
import { useCheckedForm, type CheckedFormSpec } from '#components/forms/use-checked-form.ts'
import { ErrorLine, TextField } from '#components/ui/field.tsx'
import { FormFoot } from '#components/ui/form-foot.tsx'

/** Properties of `NameFields`. */
export interface NameFieldsProps extends Omit<CheckedFormSpec<{ name: string }>, 'values' | 'conflictField'> {
  readonly text: string
  readonly label: string
  readonly submitLabel: string
  readonly onClose: () => void
}

/** The form itself, fetched when the dialog is opened. */
export function NameFields({ text, label, submitLabel, onClose, ...spec }: NameFieldsProps) {
  // Somebody else may have the name: what the server says about that stands at the name.
  const { form, field, message, isBusy } = useCheckedForm({
    ...spec,
    values: { name: '' },
    conflictField: 'name',
  })
  return (
    <form {...form} className="flex flex-col gap-4">
      <p className="text-fg-2">{text}</p>
      <TextField
        label={label}
        required
        autoComplete="off"
        maxLength={100}
        data-autofocus
        {...field('name')}
      />
      <ErrorLine>{message}</ErrorLine>
      <FormFoot isBusy={isBusy} onCancel={onClose}>
        {submitLabel}
      </FormFoot>
    </form>
  )
}
