'use client'
import { useMutation, type UseMutationOptions } from '@tanstack/react-query'
import { lazy, Suspense, type ReactNode } from 'react'
import type { ZodType } from 'zod'
import { useText } from '#components/language/use-text.ts'
import type { ApiProblem } from '#components/shell/api-problem.ts'
import { Skeleton } from '#components/ui/skeleton.tsx'
import { faultsWith } from './faults-with.ts'
import type { ReasonWords } from './reason-words.ts'

const ReasonFields = lazy(async () => ({ default: (await import('./reason-fields.tsx')).ReasonFields }))

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
  const t = useText('ui')
  const { input, schema, mutation, ...words } = props
  const { mutate, isPending } = useMutation(mutation)
  return (
    <Suspense fallback={<Skeleton waitsFor={t('formComes')} />}>
      <ReasonFields
        {...words}
        check={async ({ reason }) => await faultsWith(schema, input(reason.trim()))}
        send={({ reason }, answers) => mutate(input(reason.trim()), answers)}
        isSending={isPending}
      />
    </Suspense>
  )
}
