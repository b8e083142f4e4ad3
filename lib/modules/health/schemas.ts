import { z } from 'zod'
import { measuredSchema } from '#lib/modules/explain/index.ts'

/** Output of `readSystemHealth`. */
export const systemHealthOutput = z.object({
  asOf: z.iso.datetime(),
  /** The platform that Bailiwick itself is; null before it was made. */
  platformId: z.string().nullable(),
  /** Since when it has watched itself: there are no samples from before. */
  watchedSince: z.iso.datetime().nullable(),
  /** Why the store could not be asked, a full sentence; null when it answered. */
  trouble: z.string().nullable(),
  parts: z.array(
    z.object({
      job: z.string(),
      state: z.enum(['healthy', 'down', 'stale', 'unknown']),
      /** How many of its addresses answered, of how many. */
      answering: z.int(),
      instances: z.int(),
      /** When the newest sample was; null when none came in the last 5 minutes. */
      sampleAt: z.iso.datetime().nullable(),
      serviceId: z.string().nullable(),
    }),
  ),
  figures: z.array(
    z.object({
      key: z.string(),
      label: z.string(),
      /** Null when there is no value to judge. */
      state: z.enum(['healthy', 'degraded', 'down']).nullable(),
      limit: z.string(),
      measured: measuredSchema(z.number()),
    }),
  ),
})
/** Output of `readSystemHealth`. */
export type SystemHealth = z.infer<typeof systemHealthOutput>

/** An instant vector as the engine answers it; only what the figures are made of. */
export const vectorAnswer = z.object({
  data: z.object({
    result: z.array(
      z.object({ metric: z.record(z.string(), z.string()), value: z.tuple([z.number(), z.string()]) }),
    ),
  }),
})
