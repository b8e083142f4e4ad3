import { z } from 'zod'
import { CONTROL_IN_LINE } from '#lib/core/control-characters.ts'

const id = z.uuid('an id, e.g. 0199f0a2-5c1e-7b3a-9d52-0c5a3f6b1e77')

/** Input of verbs about one tenant. */
export const leavingTenantRef = z.strictObject({ tenantId: id })
/** Input of verbs about one export. */
export const exportRef = z.strictObject({ exportId: id })

/** Input of `requestErasure`. */
export const requestErasureInput = z.strictObject({
  tenantId: id,
  /** The guard word: the name of the tenant, typed. */
  name: z.string('type the name of the tenant').max(200, 'type the name of the tenant'),
  /** Why the tenant is erased although no finished export is there. */
  withoutExport: z
    .string('say why, in at least 10 characters')
    .trim()
    .min(10, 'say why, in at least 10 characters')
    .max(500, 'at most 500 characters')
    .refine((text) => !CONTROL_IN_LINE.test(text), 'control characters cannot be part of it')
    .optional(),
})
/** Input of `requestErasure`. */
export type RequestErasureInput = z.input<typeof requestErasureInput>

/** An export as pages and the API show it. */
export const exportView = z.object({
  id: z.string(),
  tenantId: z.string(),
  state: z.enum(['queued', 'running', 'done', 'failed', 'removed']),
  askedBy: z.string(),
  approvedBy: z.string().nullable(),
  askedAt: z.iso.datetime(),
  finishedAt: z.iso.datetime().nullable(),
  /** When the file is removed. */
  expiresAt: z.iso.datetime().nullable(),
  downloadedAt: z.iso.datetime().nullable(),
  /** What is being written. */
  part: z.string(),
  partsDone: z.number().int(),
  partsAll: z.number().int(),
  rows: z.number().int(),
  bytes: z.number().int().nullable(),
  /** SHA-256 over the digests of all files, as it stands in the manifest. */
  digest: z.string().nullable(),
  failure: z.string().nullable(),
})
/** An export as pages and the API show it. */
export type ExportView = z.infer<typeof exportView>

/** An erasure as pages and the API show it. */
export const erasureView = z.object({
  id: z.string(),
  tenantId: z.string(),
  state: z.enum(['running', 'done']),
  step: z.string(),
  stepsDone: z.number().int(),
  stepsAll: z.number().int(),
  counts: z.record(z.string(), z.number()),
  exportDigest: z.string().nullable(),
  withoutExport: z.string().nullable(),
  askedBy: z.string(),
  approvedBy: z.string().nullable(),
  askedAt: z.iso.datetime(),
  finishedAt: z.iso.datetime().nullable(),
  failure: z.string().nullable(),
})
/** An erasure as pages and the API show it. */
export type ErasureView = z.infer<typeof erasureView>

/** Output of `readLeaving`: the archives and the erasure of one tenant. */
export const leavingView = z.object({ exports: z.array(exportView), erasure: erasureView.nullable() })
/** Output of `readLeaving`. */
export type LeavingView = z.infer<typeof leavingView>

/** Output of `listErasures`. */
export const listErasuresOutput = z.object({ erasures: z.array(erasureView) })

/** One file of an archive. */
export const manifestFile = z.object({
  path: z.string(),
  /** What is in it: a table, or a part of the metrics. */
  table: z.string(),
  rows: z.number().int(),
  bytes: z.number().int(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
})
/** One file of an archive. */
export type ManifestFile = z.infer<typeof manifestFile>

/** `manifest.json` of an archive. */
export const exportManifest = z.object({
  format: z.literal(1),
  product: z.literal('bailiwick'),
  /** The newest migration of the database that it was taken from. */
  schemaVersion: z.string(),
  tenant: z.object({ id: z.string(), name: z.string(), platform: z.string() }),
  madeAt: z.iso.datetime(),
  madeBy: z.string(),
  approvedBy: z.string().nullable(),
  files: z.array(manifestFile),
  /** The audit chain, our public keys (oldest first), and the command that checks it. Archives of before have none. */
  audit: z
    .object({ files: z.array(z.string()), publicKeys: z.array(z.string()), check: z.string() })
    .optional(),
  /** What is not in it, and why. */
  excluded: z.array(z.object({ table: z.string(), column: z.string().nullable(), why: z.string() })),
  /** SHA-256 over the lines of SHA256SUMS without that of this file. */
  digest: z.string(),
})
/** `manifest.json` of an archive. */
export type ExportManifest = z.infer<typeof exportManifest>
