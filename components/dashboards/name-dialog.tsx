'use client'
import type { SubmitEvent } from 'react'
import { faultOf, remainingMessage, type ApiProblem } from '#components/shell/api-problem.ts'
import { formText } from '#components/shell/form-text.ts'
import { Button } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { ErrorLine, TextField } from '#components/ui/field.tsx'

/** Properties of `NameDialog`. */
export interface NameDialogProps {
  readonly isOpen: boolean
  readonly onClose: () => void
  readonly title: string
  /** What it is that gets a name, and what follows from it. */
  readonly text: string
  readonly label: string
  readonly submitLabel: string
  readonly problem: ApiProblem | null
  readonly isBusy: boolean
  readonly onName: (name: string) => void
}

/** Asks for the name of something new that needs nothing else. */
export function NameDialog({ isOpen, onClose, title, ...form }: NameDialogProps) {
  const { text, label, submitLabel, problem, isBusy, onName } = form
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    if (!isBusy) onName(formText(event.currentTarget, 'name'))
  }
  // Somebody else may have it: what the server says about the name stands at the name.
  const taken = problem?.code === 'conflict' ? problem.message : undefined
  return (
    <Dialog isOpen={isOpen} onClose={onClose} title={title}>
      <form onSubmit={submit} className="flex flex-col gap-4">
        <p className="text-fg-2">{text}</p>
        <TextField
          label={label}
          name="name"
          required
          autoComplete="off"
          maxLength={100}
          data-autofocus
          error={faultOf(problem, 'name') ?? taken}
        />
        <ErrorLine>{taken === undefined ? remainingMessage(problem, ['name']) : undefined}</ErrorLine>
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" kind="ink" isBusy={isBusy}>
            {submitLabel}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
