'use client'
import { useMutation, type UseMutationOptions } from '@tanstack/react-query'
import type { DefaultValues, FieldValues, Path } from 'react-hook-form'
import type { ZodType } from 'zod'
import type { ApiProblem } from '#components/shell/api-problem.ts'
import { faultsWith } from './faults-with.ts'
import { useCheckedForm } from './use-checked-form.ts'

/** What a form of our API is made of. */
export interface ApiFormSpec<Typed extends FieldValues, Input, Output> {
  /** What stands in the fields at first; a later value of it is not taken over. */
  readonly values: Typed & DefaultValues<Typed>
  /** What is sent for what was typed. Its names are those of the fields, so that faults find their place. */
  readonly input: (typed: Typed) => Input
  /** The schema with which the server reads it; fetched with the first touch of the form. */
  readonly schema: () => Promise<ZodType>
  readonly mutation: UseMutationOptions<Output, ApiProblem, Input>
  /** The field that a conflict is about: the name that somebody else has. */
  readonly conflictField?: Path<Typed>
  /** True where nothing is lost with what was typed. */
  readonly isFleeting?: boolean
  /** True for a form that is emptied once it was sent. */
  readonly isEmptied?: boolean
}

/**
 * A form that is checked by the schema of the server before it is sent, and shows what the server refuses where it
 * belongs. The focus goes to the first field that is wrong. Until it was sent, its dialog or page is not left unasked.
 */
export function useApiForm<Typed extends FieldValues, Input, Output>(
  spec: ApiFormSpec<Typed, Input, Output>,
) {
  const { mutate, isPending } = useMutation(spec.mutation)
  return useCheckedForm<Typed>({
    values: spec.values,
    check: async (typed) => await faultsWith(spec.schema, spec.input(typed)),
    send: (typed, answers) => mutate(spec.input(typed), answers),
    isSending: isPending,
    conflictField: spec.conflictField,
    isFleeting: spec.isFleeting ?? false,
    isEmptied: spec.isEmptied ?? false,
  })
}
