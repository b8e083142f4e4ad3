import { z } from 'zod'

/** What the list of audit entries can be narrowed by. */
export const listAuditInput = z.object({
  before: z.iso.datetime({ error: 'a UTC time, e.g. 2026-11-20T14:32:07Z' }).optional(),
  action: z.string().max(100).optional(),
  limit: z.coerce.number().int().min(1).max(200, 'at most 200 entries at once').default(50),
})
/** Input of `listAudit`. */
export type ListAuditInput = z.input<typeof listAuditInput>

/** One entry as pages and the API show it. */
export const auditEntryView = z.object({
  chain: z.string(),
  seq: z.string(),
  at: z.iso.datetime(),
  action: z.string(),
  actorKind: z.string(),
  actorName: z.string().nullable(),
  targetKind: z.string(),
  targetId: z.string(),
  targetName: z.string().nullable(),
  details: z.record(z.string(), z.unknown()).nullable(),
  ip: z.string().nullable(),
  requestId: z.string(),
  hash: z.string(),
})
/** Output of `listAudit`. */
export const listAuditOutput = z.object({
  entries: z.array(auditEntryView),
  next: z.iso.datetime().nullable(),
})
/** One entry as pages and the API show it. */
export type AuditEntryView = z.infer<typeof auditEntryView>

/** Output of `verifyAudit`: one verdict per chain that the scope can see. */
export const verifyAuditOutput = z.object({
  ok: z.boolean(),
  chains: z.array(
    z.object({
      chain: z.string(),
      ok: z.boolean(),
      entries: z.number().int().nullable(),
      fault: z.string().nullable(),
      seq: z.string().nullable(),
      detail: z.string().nullable(),
      headHash: z.string().nullable(),
    }),
  ),
})
/** One verdict per chain. */
export type VerifyAuditOutput = z.infer<typeof verifyAuditOutput>
