import { z } from 'zod'
import { id } from './fields.ts'

/** Input of `startViewAs`. */
export const startViewAsInput = z.strictObject({
  tenantId: id,
  reason: z
    .string('say why, in at least 10 characters: the tenant reads it')
    .trim()
    .min(10, 'say why, in at least 10 characters: the tenant reads it')
    .max(500, 'at most 500 characters')
    .refine((text) => !/[\u0000-\u001f\u007f]/.test(text), 'control characters cannot be part of it'),
})
/** Input of `startViewAs`. */
export type StartViewAsInput = z.input<typeof startViewAsInput>

/** A view that is open: who looks as which tenant, why, until when. */
export const viewAsView = z.object({
  id: z.string(),
  tenantId: z.string(),
  tenantName: z.string(),
  platformId: z.string(),
  memberName: z.string(),
  reason: z.string(),
  startedAt: z.iso.datetime(),
  expiresAt: z.iso.datetime(),
})
/** A view that is open. */
export type ViewAsView = z.infer<typeof viewAsView>

/** Output of `readViewAs`: null when nobody looks as a tenant in this session. */
export const readViewAsOutput = z.object({ viewAs: viewAsView.nullable() })
/** Output of `readViewAs`. */
export type ReadViewAsOutput = z.infer<typeof readViewAsOutput>
