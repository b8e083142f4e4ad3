import { z } from 'zod'

/** What stands beside a dump, so that a restore can be compared with it. */
export const manifest = z.object({
  format: z.literal(1),
  product: z.literal('bailiwick'),
  version: z.string(),
  takenAt: z.iso.datetime(),
  database: z.string(),
  serverVersion: z.string(),
  toolVersion: z.string(),
  file: z.string(),
  bytes: z.int().positive(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  /** Rows per table just before the dump began. */
  rows: z.record(z.string(), z.int().nonnegative()),
})
/** What stands beside a dump, so that a restore can be compared with it. */
export type Manifest = z.infer<typeof manifest>
