import type { z } from 'zod'
import { DomainError, type FieldFault } from '#lib/core/errors.ts'

/** Parses an input with its schema; throws `invalid_input` that names every faulty field and what is wrong with it. */
export function parseInput<S extends z.ZodType>(schema: S, input: unknown): z.output<S> {
  const parsed = schema.safeParse(input)
  if (parsed.success) return parsed.data
  const faults: FieldFault[] = parsed.error.issues.map((issue) => ({
    field: issue.path.length === 0 ? '(body)' : issue.path.join('.'),
    problem: issue.message,
  }))
  const summary = faults.map(({ field, problem }) => `${field}: ${problem}`).join('; ')
  throw new DomainError('invalid_input', summary, { faults })
}
