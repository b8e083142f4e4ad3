import { ApiProblem, sentenceOf } from '#components/shell/api-problem.ts'

/** What a form needs to know of a refusal; browsers refuse things too. */
export type Refusal = Pick<ApiProblem, 'code' | 'faults' | 'message'>

/** What went wrong with a request, or in the browser before it. */
export const refusalOf = (error: Error): Refusal =>
  error instanceof ApiProblem ? error : { code: 'unexpected', faults: [], message: error.message }

/** A message for one field, or for the form as a whole. */
export interface PlacedFault {
  /** Null where no field of the form bears the name that the fault has. */
  readonly field: string | null
  readonly message: string
}

/**
 * The field of a form that a fault of `path` belongs to: itself, or the nearest one above it (`roles.0.name` belongs to
 * `roles`). Null when the form has none.
 */
export function fieldFor(path: string, fields: readonly string[]): string | null {
  const parts = path.split('.')
  for (let length = parts.length; length > 0; length -= 1) {
    const name = parts.slice(0, length).join('.')
    if (fields.includes(name)) return name
  }
  return null
}

/**
 * Puts what the server refused to the fields of a form; what has no field there stands for the whole form. A conflict that
 * names no field is about `conflictField`: somebody else has that name.
 */
export function placeFaults(
  problem: Refusal,
  fields: readonly string[],
  conflictField?: string,
): readonly PlacedFault[] {
  if (problem.code === 'conflict' && problem.faults.length === 0 && conflictField !== undefined)
    return [{ field: conflictField, message: problem.message }]
  const placed = problem.faults.map(({ field, problem: said }) => ({
    field: fieldFor(field, fields),
    message: sentenceOf(said),
  }))
  const isPlaced = placed.length > 0 && placed.every(({ field }) => field !== null)
  const own = placed.filter(({ field }) => field !== null)
  return isPlaced ? own : [...own, { field: null, message: problem.message }]
}

/** A fault as a schema reports it. */
export interface SchemaIssue {
  readonly path: readonly PropertyKey[]
  readonly message: string
}

/** The first fault of every field, as the line below it says it; what has no field there stands for the whole form. */
export function placeIssues(
  issues: readonly SchemaIssue[],
  fields: readonly string[],
): readonly PlacedFault[] {
  const seen = new Set<string | null>()
  return issues.flatMap(({ path, message }) => {
    const name = path.map(String).join('.')
    const field = fieldFor(name, fields)
    if (seen.has(field)) return []
    seen.add(field)
    const said = field === null && name !== '' ? `${name}: ${message}` : message
    return [{ field, message: sentenceOf(said) }]
  })
}
