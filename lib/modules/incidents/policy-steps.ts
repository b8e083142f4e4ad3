import { z } from 'zod'
import { isRecord } from '#lib/core/unsafe.ts'

const policySteps = z.object({
  steps: z.array(
    z.object({ members: z.array(z.object({ id: z.string(), name: z.string(), email: z.string() })) }),
  ),
})

/** The members of a step in an incident's policy snapshot. */
export function membersOfStep(policy: unknown, step: number): { id: string; name: string; email: string }[] {
  if (!isRecord(policy)) return []
  return policySteps.parse(policy).steps[step]?.members ?? []
}
