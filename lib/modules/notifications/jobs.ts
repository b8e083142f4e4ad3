import { z } from 'zod'
import { defineJob } from '#lib/infra/jobs/define-job.ts'

/** Makes one try of a delivery of the ledger; the ledger says when the next one is. */
export const deliverySend = defineJob({
  name: 'delivery.send',
  queue: 'paging',
  schema: z.strictObject({ deliveryId: z.uuid() }),
  retry: { attempts: 1, backoffSeconds: 1 },
  timeoutSeconds: 25,
  idempotencyKey: ({ deliveryId }) => `delivery-${deliveryId}`,
})
