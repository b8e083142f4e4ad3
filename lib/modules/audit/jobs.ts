import { z } from 'zod'
import { defineJob } from '#lib/infra/jobs/define-job.ts'

/** Gives the heads of the chains to the witnesses outside, when that is due, and tries again what did not arrive. */
export const auditAnchor = defineJob({
  name: 'audit.anchor',
  queue: 'general',
  schema: z.strictObject({ slot: z.int() }),
  retry: { attempts: 1, backoffSeconds: 60 },
  timeoutSeconds: 120,
  idempotencyKey: ({ slot }) => `audit-anchor-${slot}`,
})
