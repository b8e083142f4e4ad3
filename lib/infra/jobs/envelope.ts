import { z } from 'zod'
import type { Owner } from '#lib/core/scope.ts'

/**
 * What a queue carries: whose record the work is about and either the id of its outbox row, which holds the payload,
 * or the payload itself (ids only) when another table is the record.
 */
export const envelope = z.strictObject({
  platformId: z.uuid().nullable(),
  tenantId: z.uuid().nullable(),
  outboxId: z.uuid().nullable(),
  payload: z.unknown(),
})

/** What a queue carries. */
export type Envelope = z.infer<typeof envelope>

/** Work on its way into a queue. */
export interface QueuedWork {
  /** Name of the job. */
  readonly name: string
  /** While work with this id waits or runs, adding it again does nothing. */
  readonly id: string
  readonly data: Envelope
}

/** Work as it comes out of a queue: nothing in it is trusted yet. */
export interface ReceivedWork {
  readonly name: string
  readonly id: string
  readonly data: unknown
}

/** Whose record the work is about. */
export const ownerOfEnvelope = (data: Envelope): Owner => ({
  platformId: data.platformId,
  tenantId: data.tenantId,
})
