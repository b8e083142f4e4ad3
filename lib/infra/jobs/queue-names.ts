/** The queues, in the order in which they are served when there is too much: paging first. */
export const QUEUE_NAMES = ['paging', 'general'] as const

/** Name of a queue. */
export type QueueName = (typeof QUEUE_NAMES)[number]

/** How a queue notices that a worker died. */
export interface QueueTiming {
  /** A running job whose worker has not renewed its lock for so long is taken from it. */
  readonly lockMs: number
  /** How often that is looked at; a job is marked in one pass and taken in the next. */
  readonly stalledCheckMs: number
  /** Jobs that one process runs at the same time. */
  readonly concurrency: number
}

/** Paging notices a dead worker within 20 s; everything else within 90 s. */
export const QUEUE_TIMING: Readonly<Record<QueueName, QueueTiming>> = {
  paging: { lockMs: 10_000, stalledCheckMs: 5000, concurrency: 10 },
  general: { lockMs: 30_000, stalledCheckMs: 30_000, concurrency: 4 },
}
