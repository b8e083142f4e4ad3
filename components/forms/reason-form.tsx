'use client'
import { useMutation, type UseMutationOptions } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { ZodType } from 'zod'
import type { ApiProblem } from '#components/shell/api-problem.ts'
import { faultsWith } from './faults-with.ts'
import { fetched } from '#components/ui/fetched.tsx'
import { FormSlot } from './form-slot.tsx'
import type { ReasonWords } from './reason-words.ts'

const ReasonFields = fetched(async () => (await import('./reason-fields.tsx')).ReasonFields)

/** Properties of `ReasonForm`. */
export interface ReasonFormProps<Input, Output> extends ReasonWords {
  /** What is sent for a reason; it stands there as `reason`. */
  readonly input: (reason: string) => Input
  readonly schema: () => Promise<ZodType>
  readonly mutation: UseMutationOptions<Output, ApiProblem, Input>
  /** What follows from it, above the field. */
  readonly children?: ReactNode
}

/** The form of a dialog that asks for a reason before something is done, and for nothing else. */
export function ReasonForm<Input, Output>(props: ReasonFormProps<Input, Output>) {
  const { input, schema, mutation, ...words } = props
  const { mutate, isPending } = useMutation(mutation)
  return (
    <FormSlot>
      <ReasonFields
        {...words}
        check={async ({ reason }) => await faultsWith(schema, input(reason.trim()))}
        send={({ reason }, answers) => mutate(input(reason.trim()), answers)}
        isSending={isPending}
      />
    </FormSlot>
  )
}
