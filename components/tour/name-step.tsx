'use client'
import { useMutation, type UseMutationOptions } from '@tanstack/react-query'
import type { SubmitEvent } from 'react'
import { faultOf, remainingMessage, type ApiProblem } from '#components/shell/api-problem.ts'
import { formText } from '#components/shell/form-text.ts'
import { Button } from '#components/ui/button.tsx'
import { ErrorLine, TextField } from '#components/ui/field.tsx'

/** Properties of `NameStep`. */
export interface NameStepProps<Made, Input> {
  readonly label: string
  readonly help: string
  readonly submitLabel: string
  readonly write: UseMutationOptions<Made, ApiProblem, Input>
  readonly input: (name: string) => Input
  readonly onMade?: (made: Made) => void
}

/** A step that gives something new its name. */
export function NameStep<Made, Input>(props: NameStepProps<Made, Input>) {
  const { label, help, submitLabel, write, input, onMade } = props
  // Told by the mutation itself: what was made moves the tour on, and this form is gone before a call could tell.
  const { mutate, error, isPending } = useMutation({ ...write, onSuccess: (made) => onMade?.(made) })
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    if (isPending) return
    mutate(input(formText(event.currentTarget, 'name')))
  }
  const taken = error?.code === 'conflict' ? error.message : undefined
  return (
    <form onSubmit={submit} className="flex max-w-[420px] flex-col gap-3">
      <TextField
        name="name"
        label={label}
        help={help}
        required
        maxLength={100}
        autoComplete="off"
        error={faultOf(error, 'name') ?? taken}
      />
      <ErrorLine>{taken === undefined ? remainingMessage(error, ['name']) : undefined}</ErrorLine>
      <div>
        <Button type="submit" kind="ink" isBusy={isPending}>
          {submitLabel}
        </Button>
      </div>
    </form>
  )
}
