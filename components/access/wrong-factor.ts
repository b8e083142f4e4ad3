import { ApiProblem } from '#components/shell/api-problem.ts'

/** Which part of the second factor a route refused by its name; null for neither. */
export function wrongFactor(error: Error | null): 'code' | 'passkey' | null {
  if (!(error instanceof ApiProblem)) return null
  const names = error.faults.map(({ field }) => field)
  if (names.includes('code')) return 'code'
  return names.includes('passkey') ? 'passkey' : null
}

/** What to say beside the fields: nothing where a field says it, or where the page counts the seconds. */
export function messageOf(error: Error | null): string | undefined {
  if (error === null || wrongFactor(error) !== null) return undefined
  return error instanceof ApiProblem && error.code === 'limit_exceeded' ? undefined : error.message
}
