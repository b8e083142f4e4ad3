import { isRecord } from '#lib/core/unsafe.ts'
import type { FieldFault } from '#lib/core/errors.ts'
import type { Answer } from './ask.ts'

/** The faulty fields that a problem lists, each with what is wrong with it; none for an answer that is no problem. */
export function faultsOf({ text }: Pick<Answer, 'text'>): FieldFault[] {
  const problem: unknown = JSON.parse(text)
  const errors = isRecord(problem) && Array.isArray(problem['errors']) ? problem['errors'] : []
  return errors.flatMap((one) =>
    isRecord(one) && typeof one['field'] === 'string' && typeof one['problem'] === 'string'
      ? [{ field: one['field'], problem: one['problem'] }]
      : [],
  )
}
