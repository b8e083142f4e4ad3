import { z } from 'zod'
import { defineJob } from '#lib/infra/jobs/index.ts'

/** Seconds that an action may take; whatever takes longer asks for work of its own. */
export const ACTION_SECONDS = 300

/** A request was approved: do what was asked for, as the system. */
export const approvalCarryOut = defineJob({
  name: 'approval.carry-out',
  queue: 'general',
  schema: z.strictObject({ requestId: z.uuid() }),
  retry: { attempts: 8, backoffSeconds: 60 },
  timeoutSeconds: ACTION_SECONDS,
  idempotencyKey: ({ requestId }) => `approval-carry-out-${requestId}`,
})

/** A request waited long enough: its delay is over, or it expired. */
export const approvalDue = defineJob({
  name: 'approval.due',
  queue: 'general',
  schema: z.strictObject({ requestId: z.uuid() }),
  retry: { attempts: 5, backoffSeconds: 5 },
  timeoutSeconds: 30,
  idempotencyKey: ({ requestId }) => `approval-due-${requestId}`,
})
