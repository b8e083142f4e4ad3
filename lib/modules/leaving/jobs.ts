import { z } from 'zod'
import { defineJob } from '#lib/infra/jobs/index.ts'

/** Makes the archive of an export, or removes it once its days are over; the row of the export is the record. */
export const exportCarryOut = defineJob({
  name: 'tenant-export.carry-out',
  queue: 'general',
  schema: z.strictObject({ exportId: z.uuid() }),
  retry: { attempts: 1, backoffSeconds: 10 },
  timeoutSeconds: 3600,
  idempotencyKey: ({ exportId }) => `tenant-export-${exportId}`,
})

/** Carries on the erasure of a tenant; the record of the erasure says how far it is. */
export const erasureCarryOut = defineJob({
  name: 'tenant-erasure.carry-out',
  queue: 'general',
  schema: z.strictObject({ tenantId: z.uuid() }),
  retry: { attempts: 1, backoffSeconds: 10 },
  timeoutSeconds: 3600,
  idempotencyKey: ({ tenantId }) => `tenant-erasure-${tenantId}`,
})
