import { z } from 'zod'
import { defineJob } from '#lib/infra/jobs/index.ts'

/** Removes security events that are older than their retention. */
export const securityPrune = defineJob({
  name: 'security.prune',
  queue: 'general',
  schema: z.strictObject({ slot: z.int() }),
  retry: { attempts: 1, backoffSeconds: 60 },
  timeoutSeconds: 60,
  idempotencyKey: ({ slot }) => `security-prune-${slot}`,
})
