import { z } from 'zod'
import { CURSOR, LONGEST_CURSOR } from './domain/export-cursor.ts'

const utc = z.iso.datetime({ error: 'a UTC time, e.g. 2026-11-20T14:32:07Z' })
const words = (max: number) =>
  z
    .string()
    .trim()
    .min(1, 'leave it out, or write at least one character')
    .max(max, `at most ${max} characters`)
    .regex(/^[^\u0000-\u001f\u007f]*$/, 'no control characters')

/** What entries can be narrowed by; lists and exports read the same names. */
const auditFilter = z.object({
  from: utc.optional(),
  to: utc.optional(),
  /** The beginning of an action, e.g. `incident.`. */
  action: words(100).optional(),
  /** An id, or part of a name. */
  actor: words(200).optional(),
  targetKind: words(100).optional(),
  targetId: words(200).optional(),
  /** An IP address. */
  address: words(64).optional(),
  requestId: words(100).optional(),
  text: words(200).optional(),
  chain: words(100).optional(),
})

/** What the list of audit entries can be narrowed by. */
export const listAuditInput = auditFilter.extend({
  before: utc.optional(),
  /** The number of one entry; with its chain it names it. */
  seq: z.coerce.bigint('the number of an entry').positive('the number of an entry').optional(),
  /** `nextCursor` of the answer before. */
  cursor: words(200).optional(),
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
  actorId: z.string(),
  actorName: z.string().nullable(),
  targetKind: z.string(),
  targetId: z.string(),
  targetName: z.string().nullable(),
  details: z.record(z.string(), z.unknown()).nullable(),
  ip: z.string().nullable(),
  requestId: z.string(),
  hash: z.string(),
  /** True where a person was erased: a name, an address or details are gone for good. */
  isErased: z.boolean(),
})
/** Output of `listAudit`. */
export const listAuditOutput = z.object({
  entries: z.array(auditEntryView),
  next: z.iso.datetime().nullable(),
  /** Where to go on; null at the end. A search may give fewer entries than asked for, and still go on. */
  nextCursor: z.string().nullable(),
})
/** Output of `listAudit`. */
export type ListAuditOutput = z.infer<typeof listAuditOutput>
/** One entry as pages and the API show it. */
export type AuditEntryView = z.infer<typeof auditEntryView>

/** What is exported, and from where on. */
export const exportAuditInput = z.strictObject({
  ...auditFilter.shape,
  format: z.enum(['jsonl', 'csv'], 'jsonl or csv').default('jsonl'),
  /** `cursor` of the export before, or `<chain>@<number>` of the last record of one chain; the export goes on after it. */
  after: z
    .string()
    .max(LONGEST_CURSOR, `at most ${LONGEST_CURSOR} characters`)
    .regex(
      CURSOR,
      'the cursor of the export before, or the chain and number of the last record that you have of one chain, e.g. operator@120',
    )
    .optional(),
  limit: z
    .number('a number of records, e.g. 1000')
    .int('a whole number of records')
    .min(1, 'at least 1 record')
    .max(1_000_000, 'at most 1,000,000 records at once')
    .default(100_000),
})
/** Input of `exportAudit`. */
export type ExportAuditInput = z.input<typeof exportAuditInput>

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

/** Somebody outside who is to be given the heads of the chains. */
export const addWitnessInput = z.strictObject({
  kind: z.enum(['file', 'webhook', 'email'], 'file, webhook or email; a bucket is set by S3_BUCKET'),
  target: words(500),
})
/** Input of `addWitness`. */
export type AddWitnessInput = z.input<typeof addWitnessInput>
/** Output of `addWitness`: the signing secret of a webhook is shown here only. */
export const addWitnessOutput = z.object({ id: z.uuid(), secret: z.string().nullable() })
/** Output of `addWitness`. */
export type AddWitnessOutput = z.infer<typeof addWitnessOutput>

/** Which witness is meant. */
export const witnessRef = z.strictObject({ witnessId: z.uuid() })
/** Input of `removeWitness`. */
export type WitnessRef = z.input<typeof witnessRef>

/** Whether somebody outside keeps the heads of the chains: kinds of witnesses, and when the last heads arrived. */
export interface WitnessingView {
  readonly outside: readonly { readonly kind: string; readonly lastAt: string }[]
}

/** Output of `listAnchors`. */
export const listAnchorsOutput = z.object({
  /** False while nobody outside of the installation got the anchors of the last two intervals. */
  hasOutsideWitness: z.boolean(),
  /** When heads last reached somebody outside who counts. */
  lastOutsideAt: z.iso.datetime().nullable(),
  witnesses: z.array(
    z.object({
      id: z.uuid(),
      kind: z.string(),
      target: z.string(),
      createdAt: z.iso.datetime().nullable(),
      /** True for the bucket of the settings. */
      isSet: z.boolean(),
      last: z
        .object({
          state: z.enum(['delivered', 'failed']),
          isOutside: z.boolean(),
          answer: z.string().nullable(),
          at: z.iso.datetime().nullable(),
        })
        .nullable(),
    }),
  ),
  anchors: z.array(
    z.object({
      id: z.uuid(),
      at: z.iso.datetime(),
      heads: z.number().int(),
      delivered: z.number().int(),
      deliveries: z.number().int(),
    }),
  ),
})
/** Output of `listAnchors`. */
export type ListAnchorsOutput = z.infer<typeof listAnchorsOutput>
