import { z } from 'zod'
import { defineJob } from '#lib/infra/jobs/define-job.ts'

/** Mails a notice to its member. */
export const noticeSend = defineJob({
  name: 'notice.send',
  queue: 'general',
  schema: z.strictObject({ noticeId: z.uuid() }),
  retry: { attempts: 8, backoffSeconds: 10 },
  timeoutSeconds: 60,
  idempotencyKey: ({ noticeId }) => `notice-${noticeId}`,
})

/** Makes one try of a delivery of the ledger; the ledger says when the next one is. */
export const deliverySend = defineJob({
  name: 'delivery.send',
  queue: 'paging',
  schema: z.strictObject({ deliveryId: z.uuid() }),
  retry: { attempts: 1, backoffSeconds: 1 },
  timeoutSeconds: 25,
  idempotencyKey: ({ deliveryId }) => `delivery-${deliveryId}`,
})
