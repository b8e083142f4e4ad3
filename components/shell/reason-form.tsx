'use client'
import type { ReactNode, SubmitEvent } from 'react'
import { Button } from '#components/ui/button.tsx'
import { ErrorLine, TextAreaField, TextField } from '#components/ui/field.tsx'
import { faultOf, remainingMessage, type ApiProblem } from './api-problem.ts'
import { formText } from './form-text.ts'

/** Properties of `ReasonForm`. */
export interface ReasonFormProps {
  /** What is asked: `Why` on one line, `Reason` with room for several. */
  readonly label: 'Why' | 'Reason'
  readonly minLength: number
  /** Who reads it. */
  readonly help: string
  readonly submitLabel: string
  readonly isDangerous?: boolean
  readonly isBusy: boolean
  readonly error: ApiProblem | null
  readonly onReason: (reason: string) => void
  readonly onCancel: () => void
  /** What follows from it, above the field. */
  readonly children?: ReactNode
}

/** The form of a dialog that asks for a reason before something is done, and for nothing else. */
export function ReasonForm(props: ReasonFormProps) {
  const {
    label,
    minLength,
    help,
    submitLabel,
    isDangerous = false,
    isBusy,
    error,
    onReason,
    onCancel,
  } = props
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    if (!isBusy) onReason(formText(event.currentTarget, 'reason').trim())
  }
  const field = {
    label,
    name: 'reason',
    required: true,
    minLength,
    maxLength: 500,
    'data-autofocus': true,
    help,
    error: faultOf(error, 'reason'),
  }
  return (
    <form onSubmit={submit} className="flex flex-col gap-4">
      {props.children}
      {label === 'Why' ? <TextField {...field} autoComplete="off" /> : <TextAreaField {...field} />}
      <ErrorLine>{remainingMessage(error, ['reason'])}</ErrorLine>
      <div className="flex justify-end gap-2">
        <Button onClick={onCancel}>Cancel</Button>
        <Button type="submit" kind={isDangerous ? 'danger-solid' : 'ink'} isBusy={isBusy}>
          {submitLabel}
        </Button>
      </div>
    </form>
  )
}
