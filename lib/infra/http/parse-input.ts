import type { z } from 'zod'
import { DomainError, type FieldFault } from '#lib/core/errors.ts'
import { faultWords } from './fault-words.ts'

type Issue = z.core.$ZodIssue

/**
 * What is wrong, as deep as it can be named. Where a field may be one of several things, the one that was most likely meant
 * tells; where it is none of them at all, the field itself does.
 */
function* faultsIn(issues: readonly Issue[], outer: readonly PropertyKey[] = []): Generator<FieldFault> {
  for (const issue of issues) {
    const path = [...outer, ...issue.path]
    const meant = issue.code === 'invalid_union' ? likeliest(issue.errors) : undefined
    if (meant === undefined)
      yield { field: path.length === 0 ? '(body)' : path.join('.'), problem: issue.message }
    else yield* faultsIn(meant, path)
  }
}

/** Of the faults of each alternative the fewest, when they are about parts of the field. */
function likeliest(alternatives: readonly (readonly Issue[])[]): readonly Issue[] | undefined {
  const inside = alternatives.filter((issues) => issues.some(({ path }) => path.length > 0))
  return inside.toSorted((a, b) => a.length - b.length)[0]
}

/** Parses an input with its schema; throws `invalid_input` that names every faulty field and what is wrong with it. */
export function parseInput<S extends z.ZodType>(schema: S, input: unknown): z.output<S> {
  const parsed = schema.safeParse(input, { error: faultWords })
  if (parsed.success) return parsed.data
  const faults = [...faultsIn(parsed.error.issues)]
  const summary = faults.map(({ field, problem }) => `${field}: ${problem}`).join('; ')
  throw new DomainError('invalid_input', summary, { faults })
}
