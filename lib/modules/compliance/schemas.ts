import { z } from 'zod'

/** Who is to be forgotten, and why. */
export const eraseSubjectInput = z.object({
  memberId: z.uuid(),
  reason: z
    .string()
    .trim()
    .min(5, 'say why in a few words, without naming the person')
    .max(500, 'at most 500 characters'),
})
/** Input of `eraseSubject`. */
export type EraseSubjectInput = z.input<typeof eraseSubjectInput>

/** What an erasure took. */
export const erasedOutput = z.object({
  memberId: z.uuid(),
  /** Audit chains in which something was erased. */
  chains: z.number().int(),
  /** Parts of audit entries that were erased. */
  parts: z.number().int(),
  /** Rows of other tables that were changed. */
  rows: z.number().int(),
})
/** What an erasure took. */
export type ErasedOutput = z.infer<typeof erasedOutput>

/** One erasure as the file outside of the database keeps it: nothing in it tells who it was to somebody without our secret. */
export const tombstone = z.object({
  at: z.iso.datetime(),
  memberId: z.uuid(),
  /** Keyed digest of the e-mail address. */
  address: z.string(),
})
/** One erasure as the file outside of the database keeps it. */
export type Tombstone = z.infer<typeof tombstone>
