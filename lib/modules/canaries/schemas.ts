import { z } from 'zod'
import { VERDICTS } from './domain/judge.ts'
import { READERS } from './domain/surfaces.ts'

/** What reading one surface as one reader came to. */
const canaryCell = z.object({
  reader: z.enum(READERS),
  /** Null while it was not checked yet. */
  verdict: z.enum(VERDICTS).nullable(),
  detail: z.string(),
  checkedAt: z.iso.datetime().nullable(),
  /** When a marker was last seen where it must not be. */
  leakedAt: z.iso.datetime().nullable(),
})

/** One surface with the newest check of every reader. */
export const canarySurfaceView = z.object({
  surface: z.string(),
  kind: z.enum(['route', 'page', 'stream', 'engine', 'catalogue']),
  cells: z.array(canaryCell),
})
/** One surface with the newest check of every reader. */
export type CanarySurfaceView = z.infer<typeof canarySurfaceView>

/** Answer with every surface and its checks. */
export const listCanariesOutput = z.object({
  /** Seconds between two checks. */
  intervalSeconds: z.number(),
  /** When the answer was made. */
  asOf: z.iso.datetime(),
  surfaces: z.array(canarySurfaceView),
})
