import { z } from 'zod'
import { defineJob } from '#lib/infra/jobs/index.ts'

/** Reads every surface as every reader and looks for markers. */
export const canaryCheck = defineJob({
  name: 'canary.check',
  queue: 'general',
  schema: z.strictObject({ slot: z.int() }),
  retry: { attempts: 6, backoffSeconds: 5 },
  timeoutSeconds: 300,
  idempotencyKey: ({ slot }) => `canary-check-${slot}`,
})
