'use client'
import { useMutation, type UseMutationOptions } from '@tanstack/react-query'
import type { ZodType } from 'zod'
import { faultsWith } from '#components/forms/faults-with.ts'
import { fetched } from '#components/ui/fetched.tsx'
import { FormSlot } from '#components/forms/form-slot.tsx'
import type { ApiProblem } from '#components/shell/api-problem.ts'
import { Dialog } from '#components/ui/dialog.tsx'

const NameFields = fetched(async () => (await import('./name-fields.tsx')).NameFields)

/** Properties of `NameDialog`. */
export interface NameDialogProps<Input, Output> {
  readonly isOpen: boolean
  readonly onClose: () => void
  readonly title: string
  /** What it is that gets a name, and what follows from it. */
  readonly text: string
  readonly label: string
  readonly submitLabel: string
  /** What is sent for a name; it stands there as `name`. */
  readonly input: (name: string) => Input
  readonly schema: () => Promise<ZodType>
  readonly mutation: UseMutationOptions<Output, ApiProblem, Input>
}

/** Asks for the name of something new that needs nothing else. */
export function NameDialog<Input, Output>(props: NameDialogProps<Input, Output>) {
  const { isOpen, onClose, title, input, schema, mutation, ...words } = props
  const { mutate, isPending } = useMutation(mutation)
  return (
    <Dialog isOpen={isOpen} onClose={onClose} title={title}>
      <FormSlot>
        <NameFields
          {...words}
          onClose={onClose}
          check={async ({ name }) => await faultsWith(schema, input(name))}
          send={({ name }, answers) => mutate(input(name), answers)}
          isSending={isPending}
        />
      </FormSlot>
    </Dialog>
  )
}
