'use client'
import type { UseMutationOptions } from '@tanstack/react-query'
import type { ZodType } from 'zod'
import { useApiForm } from '#components/forms/use-api-form.ts'
import type { ApiProblem } from '#components/shell/api-problem.ts'
import { Button } from '#components/ui/button.tsx'
import { ErrorLine, TextField } from '#components/ui/field.tsx'

/** Properties of `NameStep`. */
export interface NameStepProps<Made, Input> {
  readonly label: string
  readonly help: string
  readonly submitLabel: string
  readonly write: UseMutationOptions<Made, ApiProblem, Input>
  readonly input: (name: string) => Input
  readonly schema: () => Promise<ZodType>
  readonly onMade?: (made: Made) => void
}

/** A step that gives something new its name. */
export function NameStep<Made, Input>(props: NameStepProps<Made, Input>) {
  const { label, help, submitLabel, write, input, schema, onMade } = props
  const { form, field, message, isBusy } = useApiForm({
    values: { name: '' },
    input: ({ name }) => input(name),
    schema,
    // Told by the mutation itself: what was made moves the tour on, and this form is gone before a call could tell.
    mutation: { ...write, onSuccess: (made: Made) => onMade?.(made) },
    conflictField: 'name',
  })
  return (
    <form {...form} className="flex max-w-[420px] flex-col gap-3">
      <TextField label={label} help={help} required maxLength={100} autoComplete="off" {...field('name')} />
      <ErrorLine>{message}</ErrorLine>
      <div>
        <Button type="submit" kind="ink" isBusy={isBusy}>
          {submitLabel}
        </Button>
      </div>
    </form>
  )
}
