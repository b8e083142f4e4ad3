import { z } from 'zod'
import type { Owner } from '#lib/core/scope.ts'
import { newId, type Tx } from '#lib/infra/db/index.ts'
import { parseInput } from '#lib/infra/http/parse-input.ts'
import type { JobDefinition } from './define-job.ts'

/**
 * Asks for work that is done after this transaction commits, and only then. The row is the record; a trigger wakes the
 * relay. Throws `invalid_input` for a payload that the job's schema refuses.
 */
export async function writeOutbox<Schema extends z.ZodType>(
  tx: Tx,
  definition: JobDefinition<string, Schema>,
  owner: Owner,
  payload: z.input<Schema>,
): Promise<void> {
  const parsed = z.record(z.string(), z.json()).parse(parseInput(definition.schema, payload))
  await tx.outbox.create({
    data: {
      id: newId(),
      kind: definition.name,
      payload: parsed,
      platformId: owner.platformId,
      tenantId: owner.tenantId,
    },
    select: { id: true },
  })
}

/** The payload of a row, or null when no row with this id and kind belongs to exactly this owner. */
export async function readPayload(
  tx: Tx,
  row: { readonly id: string; readonly kind: string; readonly owner: Owner },
): Promise<{ readonly payload: unknown } | null> {
  return await tx.outbox.findFirst({
    where: { id: row.id, kind: row.kind, platformId: row.owner.platformId, tenantId: row.owner.tenantId },
    select: { payload: true },
  })
}
