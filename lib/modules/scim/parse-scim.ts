import type { z } from 'zod'
import { faultWords } from '#lib/infra/http/fault-words.ts'
import { ScimError } from './domain/scim-error.ts'

/** Parses what a provider sent; throws `invalidValue` that names every faulty attribute and what it takes. */
export function parseScim<S extends z.ZodType>(schema: S, input: unknown): z.output<S> {
  const parsed = schema.safeParse(input, { error: faultWords })
  if (parsed.success) return parsed.data
  const faults = parsed.error.issues.map(
    ({ path, message }) => `${path.length === 0 ? '(body)' : path.join('.')}: ${message}`,
  )
  throw new ScimError(400, 'invalidValue', faults.slice(0, 20).join('; '))
}
