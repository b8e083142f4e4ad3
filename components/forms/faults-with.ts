import type { ZodType } from 'zod'
import type { SchemaIssue } from './form-faults.ts'

/** What a schema, fetched when it is first asked for, says about an input; nothing when it passes. */
export async function faultsWith(
  schema: () => Promise<ZodType>,
  input: unknown,
): Promise<readonly SchemaIssue[]> {
  return (await schema()).safeParse(input).error?.issues ?? []
}
